// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Which sanitizer a test is compiled with: GCC defines a macro for each, clang has a feature.
#if defined(__has_feature)
#define FANLIGHT_HAS_FEATURE(name) __has_feature(name)
#else
#define FANLIGHT_HAS_FEATURE(name) 0
#endif

namespace fanlight::testing {

#if defined(__SANITIZE_ADDRESS__) || FANLIGHT_HAS_FEATURE(address_sanitizer)
constexpr bool UnderAddressSanitizer = true;
#else
constexpr bool UnderAddressSanitizer = false;
#endif
#if defined(__SANITIZE_THREAD__) || FANLIGHT_HAS_FEATURE(thread_sanitizer)
constexpr bool UnderThreadSanitizer = true;
#else
constexpr bool UnderThreadSanitizer = false;
#endif
constexpr bool UnderSanitizer = UnderAddressSanitizer || UnderThreadSanitizer;

} // namespace fanlight::testing
