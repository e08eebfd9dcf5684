"""Reader and a job -> what a page shows, as JSON: each view is a module with one verb, `read(reader, job)`.

Views run in a worker, over one generation. Their questions are the `.rq` files beside them, each with one row of
parameters, which terms are printed into.
"""
