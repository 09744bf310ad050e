package io.vox.cli.catalog;

/** On or off. */
enum Switch {
    ON,
    OFF
}
