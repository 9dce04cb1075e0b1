package io.hydrant.service.s3.embedded.document;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element of a document, without its namespace and attributes.
 *
 * @param text all character data directly within it
 */
public record XmlElement(String name, String text, List<XmlElement> children) {
    /** More than the list of 10,000 parts with all their checksums has. */
    private static final int MOST_ELEMENTS = 150_000;

    private static final int DEEPEST = 64;
    private static final XMLInputFactory FACTORY = factory();

    public XmlElement {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(text, "text");
        children = List.copyOf(children);
    }

    /**
     * Reads a document; document types and entities of its own are refused.
     *
     * @throws io.hydrant.aws.AwsException {@code MalformedXML}
     */
    public static XmlElement parse(byte[] document) {
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(document));
            try {
                return read(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | RuntimeException e) {
            throw S3Errors.malformedXml();
        }
    }

    private static XmlElement read(XMLStreamReader reader) throws XMLStreamException {
        Deque<Open> open = new ArrayDeque<>();
        Optional<XmlElement> root = Optional.empty();
        int elements = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (open.size() == DEEPEST) {
                        throw new XMLStreamException("Too deep");
                    }
                    if (++elements > MOST_ELEMENTS) {
                        throw new XMLStreamException("Too many elements");
                    }
                    open.push(new Open(reader.getLocalName()));
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!open.isEmpty()) {
                        open.element().text.append(reader.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    XmlElement closed = open.pop().close();
                    if (open.isEmpty()) {
                        root = Optional.of(closed);
                    } else {
                        open.element().children.add(closed);
                    }
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new XMLStreamException("No document types");
                default -> {}
            }
        }
        return root.orElseThrow();
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** The first child of this name. */
    public Optional<XmlElement> child(String child) {
        return children.stream().filter(c -> c.name().equals(child)).findFirst();
    }

    /** All children of this name. */
    public List<XmlElement> all(String child) {
        return children.stream().filter(c -> c.name().equals(child)).toList();
    }

    /** The text of a child; empty when there is no such child. */
    public Optional<String> textOf(String child) {
        return child(child).map(XmlElement::text);
    }

    /** An element that is being read. */
    private static final class Open {
        private final String name;
        private final StringBuilder text = new StringBuilder();
        private final List<XmlElement> children = new ArrayList<>();

        Open(String name) {
            this.name = name;
        }

        XmlElement close() {
            return new XmlElement(name, text.toString(), children);
        }
    }
}
