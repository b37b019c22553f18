// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

class QWidget;

namespace fanlight {

class Pages;

// Makes the pages that nobody has looked at yet, one by one between other events, once Ctrl is
// pressed in the window or the field of the palette is pointed at: Ctrl+K looks through all of
// them, and is not to wait for that. Main thread; owned by the room.
class BuildAhead : public QObject {
    Q_OBJECT
public:
    // All must outlive it.
    BuildAhead(QWidget& within, QWidget& field, Pages& pages, QObject* parent);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool isHint(const QObject* watched, const QEvent& event) const;

    QWidget& m_within;
    QWidget& m_field;
    Pages& m_pages;
    QTimer m_next;
};

} // namespace fanlight
