/**
 * Mails: written into an outbox within the transaction that is their cause, sent later by {@link
 * io.vox.server.platform.mail.MailSender}, so that a mail server that is down loses nothing (docs/adr/0081). Their bodies,
 * which carry links and codes, are sealed and erased when they are delivered. Owns the table {@code mail}.
 */
@NullMarked
package io.vox.server.platform.mail;

import org.jspecify.annotations.NullMarked;
