// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui_state.h"

#include <QPushButton>

#include <vector>

class QLineEdit;
class QMenu;

namespace fanlight {

// A button with a menu of filters that were saved under a name: pick, save, rename, delete;
// remembered. Stands beside the filter of a page; main thread.
class SavedFilters : public QPushButton {
    Q_OBJECT
public:
    static constexpr std::size_t Most = 50;
    static constexpr int MostNameLength = 60;

    // `key` is where they are kept ("connections/saved-filters"). All must outlive the button.
    SavedFilters(QLineEdit& filter, UiState& state, const QString& key, QWidget* parent = nullptr);

    struct Saved {
        QString name;
        QString filter;
    };
    const std::vector<Saved>& saved() const { return m_saved; }
    // Under a name that is there it replaces the filter. False: there are Most, or the name is
    // empty.
    bool save(const QString& name);
    void pick(const QString& name);
    void rename(const QString& name, const QString& newName); // one that has the new name goes
    void remove(const QString& name);

private:
    void load();
    void store();
    void buildMenu();
    void ask(
        const QString& title, const QString& proposed, std::function<void(const QString&)> done);

    QLineEdit& m_filter;
    UiState& m_state;
    const QString m_key;
    std::vector<Saved> m_saved; // by name
    QMenu* m_menu;
};

} // namespace fanlight
