// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

namespace fanlight {

// What is told of something that needs a look, outside of the window. A plain value.
struct DesktopNotice {
    QString key; // one of the same key takes the place of the one before
    QString title;
    QString text;
    bool isCritical = false; // it stays until it is put away
};

// Tells of notices; the desktop's own (DesktopNotifier), or the window's where there is none. Main
// thread.
class Notifier : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    virtual void show(const DesktopNotice& notice) = 0;
    virtual void withdraw(const QString& key) = 0; // nothing where none is shown

Q_SIGNALS:
    void activated(const QString& key); // the user pressed it
    // Nobody shows it: it is for the window to tell.
    void refused(const fanlight::DesktopNotice& notice);
};

} // namespace fanlight
