#pragma once
namespace tsgrad {
// Once per process: large results come from memory that is kept instead of being mapped, faulted in and unmapped.
void tuneMemory();
}  // namespace tsgrad
