import org.apache.jena.query.Dataset;
import org.apache.jena.query.DatasetFactory;
import org.apache.jena.riot.RDFDataMgr;

/** Reads each file named with Jena's own parsers; prints its name and how many quads it holds, a line each. */
public class ReadRdf {
    public static void main(String[] paths) {
        for (String path : paths) {
            Dataset dataset = DatasetFactory.create();
            RDFDataMgr.read(dataset, path);
            long quads = 0;
            var found = dataset.asDatasetGraph().find();
            while (found.hasNext()) {
                found.next();
                quads++;
            }
            System.out.println(path + "\t" + quads);
        }
    }
}
