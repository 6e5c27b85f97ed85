//! Splits HTML into tags and text.

use super::super::entity;

/// The names of the elements that show films, play sound or embed something of another site.
pub(in super::super) const MEDIA_ELEMENTS: [&str; 18] = [
    "iframe",
    "video",
    "audio",
    "embed",
    "object",
    "lite-youtube",
    "amp-iframe",
    "amp-video",
    "amp-audio",
    "amp-youtube",
    "amp-vimeo",
    "amp-dailymotion",
    "amp-brightcove",
    "amp-jwplayer",
    "amp-soundcloud",
    "amp-twitter",
    "amp-instagram",
    "amp-facebook",
];

/// Whether a tag ends the current line.
pub(super) fn breaks(name: &str) -> bool {
    const NAMES: &str = " p div br h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote table tr td th pre hr \
        figure figcaption section article details summary fieldset legend header footer aside img center form address main ";
    NAMES.contains(&format!(" {name} "))
}

/// A token of HTML: text or a tag.
#[derive(Debug)]
pub(super) enum HtmlToken<'a> {
    /// Text as written in the HTML.
    Text(&'a str),
    /// A start tag: its name in lower case, and its attributes as written.
    Start(String, &'a str),
    /// An end tag: its name in lower case.
    End(String),
    /// An element that is read as a whole, one of [`MEDIA_ELEMENTS`] or a formula: its name in lower
    /// case, its attributes as written, and the HTML inside it.
    Whole(String, &'a str, &'a str),
    /// The content of a `noscript` element.
    WithoutScripts(&'a str),
}

/// Iterates over the tokens of HTML.
pub(super) struct HtmlTokens<'a> {
    rest: &'a str,
    /// The number of bytes after the last `>`, in which no tag can begin.
    tail: usize,
    /// Names of elements that have no further end tag, so that each name is searched for only once.
    endless: Vec<String>,
}

impl<'a> HtmlTokens<'a> {
    pub(super) fn new(html: &'a str) -> Self {
        Self {
            rest: html,
            tail: html.rfind('>').map_or(html.len(), |at| html.len() - at),
            endless: Vec::new(),
        }
    }

    /// Returns the HTML after the last token.
    pub(super) fn rest(&self) -> &'a str {
        self.rest
    }

    /// Returns the offset of the next tag: a `<` before a letter, `/`, `!` or `?`. Any other `<` is text.
    fn next_tag(&self) -> usize {
        let html = self.rest;
        let last = html.len().saturating_sub(self.tail);
        let is_tag = |at: &usize| {
            let after = html.get(at + 1..).unwrap_or_default();
            after.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
        };
        let mut places = html.match_indices('<').map(|(at, _)| at);
        let tag = places.find(is_tag).filter(|at| *at < last);
        tag.unwrap_or(html.len())
    }

    /// Skips the content of an element that contains no text to read, such as a script.
    /// Returns the content.
    fn skip_content(&mut self, name: &str) -> &'a str {
        if self.endless.iter().any(|endless| endless == name) {
            return "";
        }
        let Some((inner, rest)) = split_at_end(self.rest, name) else {
            self.endless.push(name.to_owned());
            return "";
        };
        self.rest = rest;
        inner
    }

    /// Returns the content of an element that is read as a whole, unless its end tag is missing or
    /// far away. In a frame the content is not HTML, so it is skipped at any length.
    fn whole_content(&mut self, name: &str) -> &'a str {
        const LONGEST: usize = 8_000;
        let (rest, is_frame) = (self.rest, name == "iframe");
        let inner = self.skip_content(name);
        if is_frame || inner.len() <= LONGEST {
            return inner;
        }
        self.rest = rest;
        ""
    }
}

impl<'a> Iterator for HtmlTokens<'a> {
    type Item = HtmlToken<'a>;

    fn next(&mut self) -> Option<HtmlToken<'a>> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            let end = self.next_tag();
            if end > 0 {
                let (text, rest) = self.rest.split_at_checked(end)?;
                self.rest = rest;
                return Some(HtmlToken::Text(text));
            }
            if let Some(comment) = self.rest.strip_prefix("<!--") {
                self.rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
                continue;
            }
            let (tag, rest) = tag(self.rest);
            self.rest = rest;
            let inner = tag.trim_start_matches('<').trim_end_matches('>');
            if inner.starts_with(['!', '?']) {
                continue;
            }
            let is_end = inner.starts_with('/');
            let inner = inner.trim_start_matches('/');
            let name_end = inner.find(|c: char| c.is_whitespace() || c == '/');
            let (name, attributes) = inner.split_at(name_end.unwrap_or(inner.len()));
            let name = name.to_ascii_lowercase();
            if is_end {
                return Some(HtmlToken::End(name));
            }
            let has_content = !attributes.ends_with('/');
            if MEDIA_ELEMENTS.contains(&name.as_str()) {
                let has_content = has_content && name != "embed";
                let inner = if has_content {
                    self.whole_content(&name)
                } else {
                    ""
                };
                return Some(HtmlToken::Whole(name, attributes, inner));
            }
            if name == "math" && has_content {
                let inner = self.whole_content(&name);
                return Some(HtmlToken::Whole(name, attributes, inner));
            }
            match name.as_str() {
                "noscript" if has_content => {
                    return Some(HtmlToken::WithoutScripts(self.skip_content(&name)));
                }
                "script" | "style" | "template" | "applet" if has_content => {
                    self.skip_content(&name);
                    continue;
                }
                _ => {}
            }
            return Some(HtmlToken::Start(name, attributes));
        }
    }
}

/// Splits `html` after the `>` of a tag. A `>` in a quoted attribute is skipped.
fn tag(html: &str) -> (&str, &str) {
    let mut quote = None;
    let mut first = None;
    let mut before = '<';
    for (at, c) in html.char_indices().take(16_384) {
        match (c, quote) {
            ('>', None) => return html.split_at(at + 1),
            ('>', Some(_)) if first.is_none() => first = Some(at),
            ('"' | '\'', None) if before == '=' => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            _ => {}
        }
        if !c.is_whitespace() {
            before = c;
        }
    }
    let end = first
        .or_else(|| html.find('>'))
        .map_or(html.len(), |at| at + 1);
    html.split_at(end)
}

/// Splits `html` at the end tag of `name`, or returns `None` if there is no end tag. The caller then
/// skips nothing, so no text is lost.
fn split_at_end<'a>(html: &'a str, name: &str) -> Option<(&'a str, &'a str)> {
    let is_end = |at: &usize| {
        let tag = html.get(at + 2..at + 2 + name.len());
        tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name))
    };
    let end = html.match_indices("</").map(|(at, _)| at).find(is_end)?;
    let (inner, rest) = html.split_at_checked(end)?;
    Some((inner, tag(rest).1))
}

/// Returns the value of an attribute of a start tag.
pub(in super::super) fn attribute(attributes: &str, wanted: &str) -> Option<String> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let end = rest.find(|c: char| c.is_whitespace() || c == '=');
        let (name, after) = rest.split_at(end.unwrap_or(rest.len()));
        if name.is_empty() && after.is_empty() {
            return None;
        }
        let Some(value) = after.trim_start().strip_prefix('=') else {
            rest = after;
            continue;
        };
        let value = value.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => {
                let inner = value.get(1..).unwrap_or_default();
                inner.split_once(quote).unwrap_or((inner, ""))
            }
            None => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(entity::unescape(value.trim()).into_owned());
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_split_into_tags_and_text() {
        let tokens: Vec<String> =
            HtmlTokens::new("a<B x='>'>1 < 2<script>no</script><!-- no --><br/></b><iframe>no</iframe><noscript>n</noscript>")
                .map(|token| match token {
                    HtmlToken::Text(text) => text.to_owned(),
                    HtmlToken::Start(name, attributes) => format!("<{name}|{}>", attributes.trim()),
                    HtmlToken::End(name) => format!("</{name}>"),
                    HtmlToken::Whole(name, ..) => format!("<{name}>…"),
                    HtmlToken::WithoutScripts(inner) => format!("[{inner}]"),
                })
                .collect();
        assert_eq!(
            tokens,
            [
                "a",
                "<b|x='>'>",
                "1 < 2",
                "<br|/>",
                "</b>",
                "<iframe>…",
                "[n]"
            ]
        );
    }
}
