package io.vox.server.platform.secret;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.AESDecrypter;
import com.nimbusds.jose.crypto.AESEncrypter;
import jakarta.inject.Singleton;
import java.text.ParseException;

/**
 * Seals what has to be read again, such as mails on their way and secrets of workspaces: each with a random key of its own
 * (AES-256-GCM), which is wrapped by the master key (JWE, RFC 7516: A256GCMKW). The sealed text names the master key, so that
 * it can be replaced, and what it belongs to, so that it cannot be put elsewhere. Thread-safe.
 */
@Singleton
public final class SecretBox {
    private static final String CONTEXT = "ctx";

    private final MasterKeys keys;

    SecretBox(MasterKeys keys) {
        this.keys = keys;
    }

    /**
     * Seals a text.
     *
     * @param context what it belongs to, such as the id of its row; needed to open it
     */
    public String seal(String context, String text) {
        JWEObject sealed = new JWEObject(
                new JWEHeader.Builder(JWEAlgorithm.A256GCMKW, EncryptionMethod.A256GCM)
                        .keyID(keys.currentId())
                        .customParam(CONTEXT, context)
                        .build(),
                new Payload(text));
        try {
            sealed.encrypt(new AESEncrypter(keys.current()));
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot seal " + context, e);
        }
        return sealed.serialize();
    }

    /**
     * Opens a text.
     *
     * @throws IllegalStateException if it was changed, belongs to something else or its master key is gone
     */
    public String open(String context, String sealedText) {
        try {
            JWEObject sealed = JWEObject.parse(sealedText);
            if (!JWEAlgorithm.A256GCMKW.equals(sealed.getHeader().getAlgorithm())
                    || !context.equals(sealed.getHeader().getCustomParam(CONTEXT))) {
                throw new IllegalStateException("what is sealed does not belong to " + context);
            }
            sealed.decrypt(new AESDecrypter(keys.get(sealed.getHeader().getKeyID())));
            return sealed.getPayload().toString();
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            throw new IllegalStateException("cannot open what is sealed of " + context, e);
        }
    }

    /** Returns the id of the master key that is sealed with now. */
    public String currentKeyId() {
        return keys.currentId();
    }

    /** Whether a text is sealed with the present master key. */
    public boolean isCurrent(String sealedText) {
        try {
            return keys.currentId()
                    .equals(JWEObject.parse(sealedText).getHeader().getKeyID());
        } catch (ParseException e) {
            throw new IllegalStateException("not sealed", e);
        }
    }
}
