package io.vox.server.identity.session;

import io.vox.server.identity.user.User;

/** What somebody gets who signed in. */
record SessionTokens(User user, AccessTokens.AccessToken access, RefreshTokens.NewToken refresh) {}
