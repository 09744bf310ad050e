package io.vox.cli.option;

import io.vox.cli.shell.CliFailure;
import io.vox.cli.shell.Surroundings;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads texts that are given as files. */
public final class TextFile {
    private TextFile() {}

    /** The text of a file; {@code -} is stdin. */
    public static String read(String file, Surroundings surroundings) {
        if (file.equals("-")) {
            return surroundings.terminal().readAll();
        }
        try {
            return Files.readString(Path.of(file));
        } catch (NoSuchFileException | InvalidPathException e) {
            throw CliFailure.usage("there is no file " + file);
        } catch (CharacterCodingException e) {
            throw CliFailure.usage(file + " is no text in UTF-8");
        } catch (IOException e) {
            throw CliFailure.usage("cannot read " + file + ": " + e.getMessage());
        }
    }
}
