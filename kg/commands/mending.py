"""`kg doctor`: a store is looked through and mended."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.commands.options import LockOption, StoreOption, say
from kg.errors import EXIT_FAILED


def doctor(
    store: StoreOption = None,
    mend: Annotated[bool, typer.Option("--mend", help="Mend what is wrong, as far as it can be.")] = False,
    lock_timeout: LockOption = 0.0,
) -> None:
    """Look for what is wrong with a store on disk.

    Files that a kill left, torn databases, graphs against the journal. Findings go to stdout; exit code 1 if there are
    any and --mend was not given.
    """
    from kg.config import load
    from kg.store.doctor import examine

    target = store or load().store
    findings = examine(target, mend=mend, lock_timeout=lock_timeout)
    for finding in findings:
        print(f"{finding.where}: {finding.what}. {'Mended' if mend else 'With --mend'}: {finding.cure}.")
    if not findings:
        say(f"{target} is as it should be")
    elif mend:
        say(f"{len(findings)} mended. Next: run your last kg build again, or kg rebuild --store {target}")
    else:
        say(f"{len(findings)} found. Next: kg doctor --mend --store {target}")
        raise typer.Exit(EXIT_FAILED)
