/// Output for people: findings with source lines, progress, messages, and annotations for GitHub
/// Actions. A new report format or terminal view belongs here. Read
/// [Findings][dev.rowgate.cli.screen.Findings] first.
@NullMarked
package dev.rowgate.cli.screen;

import org.jspecify.annotations.NullMarked;
