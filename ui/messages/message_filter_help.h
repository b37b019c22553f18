// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace fanlight {

class FilterEdit;
class MessageFilter;
class MessageSides;
class PayloadIndex;

// What helps somebody who writes a filter of messages: what its fields mean, which types, channels
// and fields of the payload were seen, and what may not be meant. Pure functions; main thread.
struct MessageFilterHelp {
    // Both must outlive the edit.
    static void teach(FilterEdit& edit, const PayloadIndex& index, const MessageSides& sides);
    // A field it asks for that no payload has had, in words; empty: there is none.
    static QString unknownFields(const PayloadIndex& index, const MessageFilter& filter);
    Q_DECLARE_TR_FUNCTIONS(fanlight::MessageFilterHelp)
};

} // namespace fanlight
