"""Copies the project's pages to a folder for mkdocs. Links to source files lead to the repository; links between pages stay.

    python3 eng/site/pages.py FOLDER
"""

import pathlib
import re
import shutil
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
OUT = pathlib.Path(sys.argv[1])
REPOSITORY = re.search(r"<RepositoryUrl>(.*?)</RepositoryUrl>", (ROOT / "Directory.Build.props").read_text()).group(1)

# Where each page of the project goes on the site.
PLACES = {
    "README.md": "index.md",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "src/Nabla/README.md": "inside/library.md",
    "src/Nabla/Kernels/README.md": "inside/kernels.md",
    "src/Nabla.Autograd/README.md": "inside/autograd.md",
    "lab/studies/README.md": "studies.md",
    "docs/derivations/README.md": "derivations/index.md",
}
for page in sorted((ROOT / "docs").rglob("*.md")):
    source = page.relative_to(ROOT).as_posix()
    PLACES.setdefault(source, source.removeprefix("docs/"))

PICTURES = {".png", ".svg", ".jpg", ".gif"}
LINK = re.compile(r"(\]\()([^)\s]+)(\))")
ATTRIBUTE = re.compile(r'(\b(?:src|href|srcset)=")([^"]+)(")')


def target(source, link):
    """The link as it must be on the site."""
    if re.match(r"[a-z]+:|#", link):
        return link
    path, _, anchor = link.partition("#")
    file = ((ROOT / source).parent / path).resolve()
    name = file.relative_to(ROOT).as_posix()
    if file.is_dir() and f"{name}/README.md" in PLACES:
        name = f"{name}/README.md"
    place = pathlib.PurePosixPath(PLACES[source]).parent
    if name in PLACES:
        return relative(PLACES[name], place) + (f"#{anchor}" if anchor else "")
    if file.suffix in PICTURES and name.startswith("docs/"):
        return relative(name.removeprefix("docs/"), place)
    if not file.exists():
        sys.exit(f"{source}: the link {link} leads nowhere")
    return f"{REPOSITORY}/{'tree' if file.is_dir() else 'blob'}/main/{name}"


def relative(name, place):
    up = len(place.parts)
    common = 0
    parts = pathlib.PurePosixPath(name).parts
    while common < min(up, len(parts) - 1) and parts[common] == place.parts[common]:
        common += 1
    return "/".join([".."] * (up - common) + list(parts[common:]))


for source, place in PLACES.items():
    def change(link):
        return link.group(1) + target(source, link.group(2)) + link.group(3)

    # Code is left as it is: what looks like a link in it is none.
    parts = re.split(r"(^```.*?^```$)", (ROOT / source).read_text(), flags=re.M | re.S)
    text = "".join(
        part if part.startswith("```") else ATTRIBUTE.sub(change, LINK.sub(change, part))
        for part in parts
    )
    file = OUT / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)

for picture in (ROOT / "docs").rglob("*"):
    if picture.suffix in PICTURES:
        copy = OUT / picture.relative_to(ROOT / "docs")
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(picture, copy)
