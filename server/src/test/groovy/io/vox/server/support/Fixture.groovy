package io.vox.server.support

/** People and tokens for specs. */
class Fixture {
    private final TestServer server

    Fixture(TestServer server) {
        this.server = server
    }

    Map setUp() {
        [:]
    }
}
