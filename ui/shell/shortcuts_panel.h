// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/key_notes.h"

#include <QDialog>

class QMainWindow;

namespace fanlight {

// What F1 shows: the keys of the page that is open, and those of the window. A dialog of its own;
// main thread.
class ShortcutsPanel : public QDialog {
    Q_OBJECT
public:
    struct Group {
        QString title;
        std::vector<KeyNote> notes;
    };

    // Opens it for this page; there is one at a time.
    static ShortcutsPanel* openFor(QMainWindow& window, const QString& title, const QWidget& page);

    const std::vector<Group>& groups() const { return m_groups; }

private:
    ShortcutsPanel(QWidget* parent, std::vector<Group> groups);
    static std::vector<KeyNote> windowNotes(const QMainWindow& window);

    std::vector<Group> m_groups;
};

} // namespace fanlight
