// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

namespace fanlight {

class IconButton;
class PageList;
class Theme;
class UiState;

// The list of pages at the left and the button that folds it into a rail of icons; folded by itself
// where the window is narrow. Owned by the window; main thread.
class SideRail : public QFrame {
    Q_OBJECT
public:
    static constexpr int UnfoldedFrom = 1100; // width of the window

    SideRail(const Theme& theme, UiState& state, QWidget* parent = nullptr);

    PageList* list() const { return m_list; }
    void fit(int windowWidth);
    // What the user wants where there is room; kept.
    void toggle();
    bool isFolded() const;

private:
    void arrange();

    UiState& m_state;
    PageList* m_list;
    IconButton* m_button;
    bool m_wanted; // folded
    bool m_narrow = false;
};

} // namespace fanlight
