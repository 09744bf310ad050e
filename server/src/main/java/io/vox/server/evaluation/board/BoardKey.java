package io.vox.server.evaluation.board;

/**
 * Names a board.
 *
 * @param value primary key of the table {@code board}
 */
record BoardKey(String value) {
    static BoardKey leaderboard(BoardWindow window, Scope scope, String metric) {
        return new BoardKey("leaderboard." + window + '.' + scope.value() + '.' + metric);
    }

    static BoardKey series(SeriesWindow window, Scope scope) {
        return new BoardKey("realtime." + window + '.' + scope.value());
    }
}
