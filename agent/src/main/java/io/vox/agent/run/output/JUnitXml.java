package io.vox.agent.run.output;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes suites in the order of elements and attributes that the readers of Surefire's and Jenkins' format accept. */
final class JUnitXml {
    private final XMLStreamWriter xml;

    private JUnitXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static String write(List<JUnitSuite> suites) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter writer = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            new JUnitXml(writer).document(suites);
            writer.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("a test report could not be written", impossible);
        }
        return text.toString();
    }

    private void document(List<JUnitSuite> suites) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuites");
        attribute("name", "vox");
        counts(suites);
        for (JUnitSuite suite : suites) {
            line(1);
            xml.writeStartElement("testsuite");
            attribute("name", suite.name());
            counts(List.of(suite));
            attribute("skipped", String.valueOf(suite.count(JUnitCase.Outcome.SKIPPED)));
            if (suite.startedAt().length() >= 19) {
                // The schema of Jenkins takes no time zone here.
                attribute("timestamp", suite.startedAt().substring(0, 19));
            }
            for (JUnitCase one : suite.cases()) {
                testCase(one);
            }
            line(1);
            xml.writeEndElement();
        }
        line(0);
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.writeEndDocument();
    }

    private void counts(List<JUnitSuite> suites) throws XMLStreamException {
        attribute(
                "tests",
                String.valueOf(
                        suites.stream().mapToInt(suite -> suite.cases().size()).sum()));
        attribute("failures", count(suites, JUnitCase.Outcome.FAILURE));
        attribute("errors", count(suites, JUnitCase.Outcome.ERROR));
        attribute(
                "time",
                seconds(suites.stream().mapToLong(JUnitSuite::milliseconds).sum()));
    }

    private void testCase(JUnitCase one) throws XMLStreamException {
        line(2);
        xml.writeStartElement("testcase");
        attribute("name", one.name());
        attribute("classname", one.suite().replace('.', '_'));
        Long milliseconds = one.milliseconds();
        attribute("time", seconds(milliseconds == null ? 0 : milliseconds));
        if (one.outcome() != JUnitCase.Outcome.PASSED) {
            line(3);
            xml.writeStartElement(one.outcome().name().toLowerCase(Locale.ROOT));
            attribute("message", one.message());
            if (one.outcome() != JUnitCase.Outcome.SKIPPED) {
                attribute("type", one.type());
            }
            xml.writeEndElement();
            line(2);
        }
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        // Anything else has no form at all in XML 1.0.
        String legal = value.replaceAll("[^\\x{9}\\x{20}-\\x{d7ff}\\x{e000}-\\x{fffd}\\x{10000}-\\x{10ffff}]", " ");
        xml.writeAttribute(name, legal);
    }

    private void line(int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    private static String count(List<JUnitSuite> suites, JUnitCase.Outcome outcome) {
        return String.valueOf(
                suites.stream().mapToLong(suite -> suite.count(outcome)).sum());
    }

    private static String seconds(long milliseconds) {
        return String.format(Locale.ROOT, "%.3f", milliseconds / 1000.0);
    }
}
