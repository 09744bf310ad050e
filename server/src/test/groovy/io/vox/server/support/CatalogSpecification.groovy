package io.vox.server.support

import spock.lang.Shared
import spock.lang.Specification

/** What specs of workflows, eval sets and runs share: people of several plans, and what one of them keeps. */
abstract class CatalogSpecification extends Specification {
    @Shared
    TestServer server = TestServer.shared()

    Fixture.Person person = server.fixture().premium()
    Fixture.Person basic = server.fixture().person()
    Fixture.Person scout = server.fixture().principal()
    Catalog catalog = new Catalog(person.api)
}
