package io.vox.server.identity.user;

import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import io.vox.server.platform.access.UserId;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** How the id of a user stands in a table. */
@Singleton
public final class UserIdConverter implements AttributeConverter<UserId, String> {
    @Override
    public @Nullable String convertToPersistedValue(@Nullable UserId id, ConversionContext context) {
        return id == null ? null : id.value();
    }

    @Override
    public @Nullable UserId convertToEntityValue(@Nullable String value, ConversionContext context) {
        return value == null ? null : new UserId(value);
    }
}
