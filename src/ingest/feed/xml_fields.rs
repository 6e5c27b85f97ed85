//! The element names that are read for each field, the preferred one first.

pub(super) const DESCRIPTION: &[&str] = &[
    "description",
    "subtitle",
    "tagline",
    "dc:description",
    "itunes:summary",
    "itunes:subtitle",
    "abstract",
];

pub(super) const CHANGED: &[&str] = &[
    "updated",
    "lastbuilddate",
    "modified",
    "pubdate",
    "dcterms:modified",
    "dc:date",
];

pub(super) const EDITOR: &[&str] = &[
    "author",
    "managingeditor",
    "dc:creator",
    "itunes:author",
    "dc:publisher",
];

pub(super) const SUMMARY: &[&str] = &[
    "description",
    "summary",
    "dc:description",
    "itunes:summary",
    "media:description",
    "abstract",
];

pub(super) const CONTENT: &[&str] = &[
    "content:encoded",
    "content",
    "html:body",
    "body",
    "html:div",
    "fullitem",
];

pub(super) const PUBLISHED: &[&str] = &[
    "pubdate",
    "published",
    "issued",
    "dcterms:issued",
    "dcterms:created",
    "created",
    "dc:date",
];

pub(super) const UPDATED: &[&str] = &[
    "updated",
    "modified",
    "dcterms:modified",
    "dc:date",
    "lastbuilddate",
];

pub(super) const AUTHOR: &[&str] = &["author", "dc:creator", "itunes:author"];

pub(super) const TAG: &[&str] = &[
    "category",
    "dc:subject",
    "itunes:category",
    "media:category",
];
