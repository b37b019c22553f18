// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

class QWidget;

namespace fanlight {

class Theme;

// A line around the table, the list or the part of a page that keys reached by Tab, since the style
// shows the focus of buttons and edits alone and rows may have none that is chosen. Main thread; a
// child of the theme.
class FocusRings : public QObject {
public:
    explicit FocusRings(Theme& theme);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    const Theme& m_theme;
    QPointer<QWidget> m_ring; // goes with what it is around
};

} // namespace fanlight
