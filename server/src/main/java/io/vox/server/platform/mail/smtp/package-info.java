/** Mails by a mail server of one's own choice. */
@NullMarked
package io.vox.server.platform.mail.smtp;

import org.jspecify.annotations.NullMarked;
