package io.hydrant.service.s3.embedded.document;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes a document, element by element. For one thread. */
public final class XmlText {
    static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'.000Z'").withZone(ZoneOffset.UTC);

    private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final String root;

    private XmlText(String root, String namespace) {
        this.root = root;
        text.append('<').append(root);
        if (!namespace.isEmpty()) {
            text.append(" xmlns=\"").append(namespace).append('"');
        }
        text.append('>');
    }

    /** A document in S3's namespace. */
    public static XmlText document(String root) {
        return new XmlText(root, NAMESPACE);
    }

    /** A document in another namespace; an empty one for none. */
    public static XmlText document(String root, String namespace) {
        return new XmlText(root, namespace);
    }

    /** A document of S3 that has what {@code root} has. */
    public static XmlText of(XmlElement root) {
        XmlText xml = document(root.name());
        root.children().forEach(xml::element);
        return xml;
    }

    XmlText element(XmlElement element) {
        if (element.children().isEmpty()) {
            return leaf(element.name(), element.text());
        }
        open(element.name());
        element.children().forEach(this::element);
        return close(element.name());
    }

    public XmlText open(String name) {
        text.append('<').append(name).append('>');
        return this;
    }

    public XmlText close(String name) {
        text.append("</").append(name).append('>');
        return this;
    }

    public XmlText leaf(String name, String value) {
        open(name);
        escape(value);
        return close(name);
    }

    public XmlText leaf(String name, long value) {
        return leaf(name, Long.toString(value));
    }

    public XmlText leaf(String name, boolean value) {
        return leaf(name, Boolean.toString(value));
    }

    public XmlText leaf(String name, Instant value) {
        return leaf(name, TIME.format(value));
    }

    /** Markup as it is. */
    public XmlText raw(String markup) {
        text.append(markup);
        return this;
    }

    /** The document, ended. */
    public String text() {
        return text.append("</").append(root).append('>').toString();
    }

    /** The document, ended, in UTF-8. */
    public byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                default -> {
                    if (c < ' ') {
                        text.append("&#x").append(Integer.toHexString(c)).append(';');
                    } else {
                        text.append(c);
                    }
                }
            }
        }
    }
}
