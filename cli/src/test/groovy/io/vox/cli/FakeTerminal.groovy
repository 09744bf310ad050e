package io.vox.cli

import io.vox.cli.shell.Terminal

/** A person who answers as was arranged, or nobody; and stdin. */
class FakeTerminal implements Terminal {
    boolean interactive
    List<String> typed = []
    List<String> asked = []
    String stdin = ''

    @Override
    String ask(String question) {
        asked << question
        typed.removeFirst()
    }

    @Override
    String askSecretly(String question) {
        asked << "$question (hidden)".toString()
        typed.removeFirst()
    }

    @Override
    String readLine() {
        stdin.readLines().first()
    }

    @Override
    String readAll() {
        stdin
    }
}
