/// Output for people: findings with source lines, progress, messages, and annotations for GitHub
/// Actions. A new report format or terminal view belongs here. Read
/// [ErrorTable][dev.rowgate.cli.screen.ErrorTable] first.
@NullMarked
package dev.rowgate.cli.screen;

import org.jspecify.annotations.NullMarked;
