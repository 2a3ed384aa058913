/// The man page and the completions of shells, generated from the model of `--help`. Another shell
/// belongs here. Read [CommandModel][dev.rowgate.cli.pages.CommandModel] first.
@NullMarked
package dev.rowgate.cli.pages;

import org.jspecify.annotations.NullMarked;
