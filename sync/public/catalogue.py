"""Catalogue: what machines are told of the data, in the forms that are asked for.

A Data Package (https://specs.frictionlessdata.io/data-package/), schema.org's Dataset
in the pages, DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/), and the fields of Thailand's
GD Catalog (github.com/artarete01/ckanext-thai_gdc, f979fd8; all seen 2026-11-29).
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sync.messages import Words
from sync.public.data import written
from sync.settings.public import PublicSettings

HOME = "index.html"
_MEDIA = {
    "pdf": "application/pdf",
    "csv": "text/csv",
    "json": "application/json",
    "html": "text/html",
}


@dataclass(frozen=True, slots=True)
class Dataset:
    """A version's data: what it is called, who has it, and its files by their names.

    ``base`` is the folder's address; without one, addresses are within the folder.
    """

    name: str
    title: str
    description: str
    keywords: tuple[str, ...]
    publisher: str
    licence: str
    base: str
    as_of: date
    version: str
    is_report: bool
    columns: Mapping[str, str]
    files: Mapping[str, bytes]

    def address(self, name: str) -> str:
        """Return where a file of the folder is."""
        return f"{self.base}/{name}" if self.base else name

    def parts(self) -> Iterator[tuple[str, str, bytes]]:
        """Yield the files that hold the data: name, kind and content."""
        for name, content in self.files.items():
            yield name, name.rpartition(".")[2], content


def data_package(title: str, datasets: Sequence[Dataset]) -> bytes:
    """Return ``datapackage.json``, which names the tables and JSON files."""
    package: dict[str, object] = {
        "profile": "data-package",
        "name": "anti-corruption-plans",
        "title": title,
        "resources": [
            _resource(dataset, name, kind, content)
            for dataset in datasets
            for name, kind, content in dataset.parts()
            if kind in {"csv", "json"}
        ],
    }
    if datasets and datasets[0].base:
        package["homepage"] = datasets[0].address(HOME)
    if datasets and datasets[0].licence:
        package["licenses"] = [{"name": "other", "title": datasets[0].licence}]
    return written(package)


def _resource(
    dataset: Dataset, name: str, kind: str, content: bytes
) -> Mapping[str, object]:
    resource: dict[str, object] = {
        "name": name.replace(".", "-"),
        "path": name,
        "title": dataset.title,
        "format": kind,
        "mediatype": _MEDIA[kind],
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }
    if kind == "csv":
        fields = [{"name": it, "type": what} for it, what in dataset.columns.items()]
        resource |= {"profile": "tabular-data-resource", "schema": {"fields": fields}}
    else:
        resource["jsonSchema"] = "schema.json"
    return resource


def said_of(dataset: Dataset) -> str:
    """Return schema.org's words for a version's page."""
    return _script({"@context": "https://schema.org/", **_schema_org(dataset)})


def said_of_all(datasets: Sequence[Dataset]) -> str:
    """Return schema.org's words for the page that lists all."""
    every = [_schema_org(each) for each in datasets]
    catalogue = {"@context": "https://schema.org/", "@type": "DataCatalog"}
    return _script({**catalogue, "dataset": every})


def _schema_org(dataset: Dataset) -> dict[str, Any]:
    said: dict[str, Any] = {
        "@type": "Dataset",
        "name": dataset.title,
        "description": dataset.description,
        "identifier": dataset.name,
        "inLanguage": "th",
        "version": dataset.version,
        "dateModified": dataset.as_of.isoformat(),
        "keywords": list(dataset.keywords),
        "isAccessibleForFree": True,
        "creator": {"@type": "GovernmentOrganization", "name": dataset.publisher},
        "url": dataset.address(f"{dataset.name}.html"),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": name,
                "encodingFormat": _MEDIA[kind],
                "contentUrl": dataset.address(name),
            }
            for name, kind, _ in dataset.parts()
            if kind != "html"
        ],
    }
    if dataset.licence:
        said["license"] = dataset.licence
    return said


def _script(said: Mapping[str, Any]) -> str:
    """Return JSON that no page takes for an end of its script."""
    text = json.dumps(said, ensure_ascii=False)
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def with_metadata(page: str, said: str) -> str:
    """Return a page that tells machines what is on it; it runs nothing."""
    script = f'<script type="application/ld+json">{said}</script>'
    return page.replace("</head>", f"{script}\n</head>", 1)


def dcat_catalog(title: str, datasets: Sequence[Dataset]) -> bytes:
    """Return the whole folder as a DCAT catalogue in JSON-LD."""
    return written(
        {
            "@context": {
                "dcat": "http://www.w3.org/ns/dcat#",
                "dct": "http://purl.org/dc/terms/",
                "foaf": "http://xmlns.com/foaf/0.1/",
            },
            "@type": "dcat:Catalog",
            "dct:title": {"@value": title, "@language": "th"},
            "dcat:dataset": [_dcat(each) for each in datasets],
        }
    )


def _dcat(dataset: Dataset) -> Mapping[str, Any]:
    said: dict[str, Any] = {
        "@type": "dcat:Dataset",
        "dct:identifier": dataset.name,
        "dct:title": {"@value": dataset.title, "@language": "th"},
        "dct:description": {"@value": dataset.description, "@language": "th"},
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": dataset.publisher},
        "dct:modified": dataset.as_of.isoformat(),
        "dcat:version": dataset.version,
        "dcat:keyword": list(dataset.keywords),
        "dcat:landingPage": {"@id": dataset.address(f"{dataset.name}.html")},
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dct:title": name,
                "dcat:downloadURL": {"@id": dataset.address(name)},
                "dcat:mediaType": _MEDIA[kind],
                "dcat:byteSize": len(content),
            }
            for name, kind, content in dataset.parts()
            if kind != "html"
        ],
    }
    if dataset.licence:
        said["dct:license"] = dataset.licence
    return said


def for_registration(
    datasets: Sequence[Dataset], settings: PublicSettings, words: Words
) -> str:
    """Return the fields that GD Catalog requires, to be copied one by one."""
    choose = words.say("catalogue.choose")
    lines = [words.say("catalogue.head")]
    for dataset in datasets:
        often = "half_yearly" if dataset.is_report else "yearly"
        filled = {
            "data_type": choose,
            "title": dataset.title,
            "maintainer": dataset.publisher,
            "maintainer_email": settings.contact if "@" in settings.contact else choose,
            "tag_string": ", ".join(dataset.keywords),
            "notes": dataset.description,
            "objective": words.say("catalogue.why"),
            "update_frequency_unit": words.say(f"catalogue.{often}"),
            "geo_coverage": choose,
            "data_source": dataset.publisher,
            "data_format": "CSV, JSON, PDF",
            "data_category": choose,
            "license_id": settings.licence or choose,
        }
        lines.append("")
        lines += [f"{words.say(f'catalogue.{it}')}: {filled[it]}" for it in filled]
        lines += [
            words.say("catalogue.resource", name=name, address=dataset.address(name))
            for name, kind, _ in dataset.parts()
            if kind != "html"
        ]
    return "\n".join([*lines, ""])
