package io.vox.server.identity.session;

import io.vox.server.identity.user.User;

/** What somebody who signed in is given. */
public record SessionTokens(User user, AccessTokens.AccessToken access, RefreshTokens.NewToken refresh) {}
