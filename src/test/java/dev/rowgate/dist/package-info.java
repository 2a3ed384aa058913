/// Tests of what is shipped beside the program: workflows, archive, image, systemd units,
/// Kubernetes manifests, alerts. Each is checked by its own tool; a test whose tool isn't installed
/// is skipped and names the tool. Read `Tool` first.
package dev.rowgate.dist;
