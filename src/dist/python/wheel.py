"""Makes the wheel: `wheel.py PROGRAM INTO`, with the program and its Java in the folder PROGRAM."""

from __future__ import annotations

import base64
import hashlib
import platform
import re
import subprocess
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
#: the oldest date of a ZIP archive: one for all files
DATE = (1980, 1, 1, 0, 0, 0)

METADATA = """\
Metadata-Version: 2.4
Name: rowgate
Version: {version}
Summary: CSV into typed rows against a schema, every record accounted for
License-Expression: Apache-2.0 AND GPL-2.0-only WITH Classpath-exception-2.0
License-File: LICENSE
Requires-Python: >=3.10
Description-Content-Type: text/markdown
Classifier: Operating System :: POSIX :: Linux
Classifier: Programming Language :: Python :: 3
Classifier: Typing :: Typed
Provides-Extra: arrow
Requires-Dist: pyarrow>=15; extra == "arrow"
Provides-Extra: spark
Requires-Dist: pyspark>=4.0,<5; extra == "spark"
Requires-Dist: pyarrow>=15; extra == "spark"
Requires-Dist: pandas>=2.2,<3; extra == "spark"

{readme}"""

WHEEL = """\
Wheel-Version: 1.0
Generator: rowgate-build
Root-Is-Purelib: false
Tag: py3-none-{platform}
"""

ENTRY_POINTS = """\
[console_scripts]
rowgate = rowgate._program:main
"""


def main(program: Path, into: Path) -> None:
    version = version_of(program)
    tag = platform_of(program)
    info = f"rowgate-{version}.dist-info"
    files = {f"rowgate/{path.name}": path.read_bytes() for path in (HERE / "rowgate").glob("*.py")}
    files |= {path.name: path.read_bytes() for path in HERE.glob("*rowgate*.py")}
    files["rowgate/py.typed"] = b""
    files["rowgate/_version.py"] = (
        files["rowgate/_version.py"].replace(b'"0"', f'"{version}"'.encode())
    )
    executable = {"rowgate/program/rowgate"}
    for path in program.rglob("*"):
        if path.is_file():
            name = f"rowgate/program/{path.relative_to(program).as_posix()}"
            files[name] = path.read_bytes()
            if "/bin/" in name or name.endswith("/jspawnhelper"):
                executable.add(name)
    readme = (HERE / "README.md").read_text("utf-8")
    files[f"{info}/METADATA"] = METADATA.format(version=version, readme=readme).encode()
    files[f"{info}/WHEEL"] = WHEEL.format(platform=tag).encode()
    files[f"{info}/entry_points.txt"] = ENTRY_POINTS.encode()
    files[f"{info}/licenses/LICENSE"] = (HERE / "../../../LICENSE").read_bytes()
    records = [f"{name},sha256={digest(data)},{len(data)}" for name, data in sorted(files.items())]
    record = f"{info}/RECORD"
    files[record] = "\n".join([*records, f"{record},,", ""]).encode()

    wheel = into / f"rowgate-{version}-py3-none-{tag}.whl"
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        # What describes the wheel comes last, as the standard recommends.
        for name in sorted(files, key=lambda name: (name.startswith(info), name)):
            entry = zipfile.ZipInfo(name, DATE)
            entry.create_system = 3
            entry.external_attr = (0o100755 if name in executable else 0o100644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name])


def version_of(program: Path) -> str:
    """The program's version as Python writes versions: 0.1.0-SNAPSHOT is 0.1.0.dev0."""
    said = subprocess.run([program / "rowgate", "--version"], check=True, capture_output=True)
    return said.stdout.decode().split()[1].replace("-SNAPSHOT", ".dev0")


def platform_of(program: Path) -> str:
    """The tag of the oldest C library that has all symbols that the Java is linked with."""
    binaries = [*program.rglob("*.so"), *program.glob("runtime/bin/*")]
    versions = {
        (int(major), int(minor))
        for path in binaries
        for major, minor in re.findall(rb"\0GLIBC_(\d+)\.(\d+)", path.read_bytes())
    }
    major, minor = max(versions)
    return f"manylinux_{major}_{minor}_{platform.machine()}"


def digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
