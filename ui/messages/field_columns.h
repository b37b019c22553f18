// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/message_log.h"

#include <QStringList>

#include <string>
#include <vector>

namespace fanlight {

// Fields of payloads that have a column of their own, by their paths, in the order they were added;
// what a cell shows of one, and the whole of what a cell may have cut. A plain value; main thread,
// since it translates.
class FieldColumns {
public:
    const QStringList& names() const { return m_names; }
    int size() const { return int(m_names.size()); }
    int indexOf(const QString& path) const { return int(m_names.indexOf(path)); } // -1: none
    void add(const QString& path);
    void remove(int at);
    const std::string& path(int at) const { return m_paths[std::size_t(at)]; }
    QString text(const MessageRecord& message, int at) const;
    // Of any column, behind the last of which the fields stand; plain, whatever a payload looks
    // like. Empty: nothing of it is cut.
    QString tip(const MessageRecord& message, int column, double percent) const;

private:
    QStringList m_names;
    std::vector<std::string> m_paths; // the same
};

} // namespace fanlight
