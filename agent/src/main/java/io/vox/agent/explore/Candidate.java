package io.vox.agent.explore;

import java.util.List;

/**
 * Something in a page that can be pressed, chosen or ticked.
 *
 * @param index its place in the survey of its frame
 * @param kind button, link, checkbox, radio, option, tab, select, or other for whatever merely looks as if
 * @param name what it is called, as a screen reader would say it; may be empty
 * @param hints ids, classes and icon names in and around it
 * @param covered whether something else lies over its middle
 * @param required whether a form does not go on without it
 * @param nativeInput whether it is an input or select element
 * @param labelOnly whether only its label can be seen
 * @param target external, page (another page of this origin) or none
 * @param peripheral whether it belongs to navigation, header or footer
 * @param consent whether it belongs to a cookie or consent box
 * @param known whether it is the accept button of a well-known consent box
 * @param form login, contact, text or empty: what its form wants to be filled in
 * @param area in square pixels
 * @param option of a select without choice, the value of its first option; else empty
 * @param look what changes when it is chosen
 * @param selectors by which it may be found in its frame, the most robust first
 */
record Candidate(
        int index,
        String kind,
        String name,
        String hints,
        boolean disabled,
        boolean covered,
        boolean checked,
        boolean required,
        boolean nativeInput,
        boolean labelOnly,
        String target,
        boolean dialog,
        boolean peripheral,
        boolean consent,
        boolean known,
        String form,
        int area,
        String option,
        String look,
        List<String> selectors) {
    Candidate {
        selectors = List.copyOf(selectors);
    }

    /** What a person would call it. */
    String words() {
        if (!name.isEmpty()) {
            return name.length() > 60 ? name.substring(0, 59) + "…" : name;
        }
        return "unnamed " + (kind.equals("other") ? "element" : kind) + " " + selectors.get(0);
    }

    boolean reachable() {
        return !disabled && !covered;
    }

    /** Whether it is one of several to choose from, rather than something that happens when pressed. */
    boolean isChoice() {
        return kind.equals("radio") || kind.equals("option") || kind.equals("select") || kind.equals("tab");
    }
}
