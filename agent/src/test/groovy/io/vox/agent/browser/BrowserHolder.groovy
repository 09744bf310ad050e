package io.vox.agent.browser

import java.time.Duration

/** A program that opens a browser, says where its folder is, and holds it until it is killed. */
class BrowserHolder {
    static void main(String[] arguments) {
        BrowserSession session = BrowserSession.start(new BrowserSettings(BrowserInstaller.provide(false, {}), true), null)
        session.open('data:text/html,<p>held</p>', Duration.ofSeconds(60))
        System.out.println("FOLDER ${session.profile.folder().parent}")
        System.out.flush()
        while (true) {
            session.pump(200)
        }
    }
}
