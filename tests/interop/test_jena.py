"""Jena reads what we write: the TriG of a graph, and the Turtle of the ontology, to the last quad."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.resources import folder
from tests import world
from tests.scene import graph

JAVA, JARS = shutil.which("java"), Path("/usr/share/java")
PROGRAM = Path(__file__).with_name("ReadRdf.java")
NEEDED = ("jena-*", "slf4j-api", "slf4j-nop", "xml-apis", "commons-*", "guava", "failureaccess", "thrift", "protobuf")
_MOVED = "org/apache/jena/ext/xerces/"


@pytest.fixture(scope="module")
def classpath(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Jena's jars. Debian's package moves classes of Xerces and not their messages: these are put beside them."""
    core = JARS / "jena-core.jar"
    if not JAVA or not core.exists() or not (JARS / "thrift.jar").exists():
        pytest.skip("Jena is not at hand: apt-get install libapache-jena-java libthrift-java libprotobuf-java")
    messages = tmp_path_factory.mktemp("xerces")
    with zipfile.ZipFile(core) as jar:
        for name in jar.namelist():
            if name.startswith(_MOVED) and not name.endswith("/"):
                target = messages / "xerces" / name.removeprefix(_MOVED)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(jar.read(name))
    return ":".join([str(messages), *(str(jar) for name in NEEDED for jar in sorted(JARS.glob(f"{name}.jar")))])


def counted(classpath: str, *paths: Path) -> list[int]:
    """How many quads Jena finds in each file."""
    assert JAVA
    command = [JAVA, "-cp", classpath, str(PROGRAM), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    return [int(line.split("\t")[1]) for line in done.stdout.splitlines()]


def test_jena_reads_the_trig_of_a_graph_and_of_the_example(classpath: str, tmp_path: Path) -> None:
    store = graph(*world.readings())
    path, example = tmp_path / "world.trig", folder("ontology") / "examples" / "good.trig"
    path.write_bytes(ox.serialize(store, format=ox.RdfFormat.TRIG) or b"")
    expected = len(list(ox.parse(path=str(example), format=ox.RdfFormat.TRIG)))
    assert counted(classpath, path, example) == [len(store), expected]


def test_jena_reads_the_turtle_of_the_ontology_and_its_alignments(classpath: str) -> None:
    paths = sorted(folder("ontology").rglob("*.ttl"))
    assert len(paths) > 10
    assert counted(classpath, *paths) == [
        len(list(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))) for path in paths
    ]
