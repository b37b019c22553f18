// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <vector>

namespace fanlight {

// Something that can be found and done by typing. A plain value.
struct PaletteEntry {
    QString id; // of its source, the same at every start: what was done lately is kept by it
    QString title; // what is typed for: "Stop all faults"
    QString detail; // behind it, also searched: "Hub", "3 streams"
    QString keys; // that do the same: "Ctrl+."; empty: none
    bool isHere = false; // it belongs to the page that is shown
};

// Who knows of things to find: the actions of the window, its pages, users… Each part of the
// program may add its own (Palette::add()). Main thread.
class PaletteSource : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    virtual QString name() const = 0; // of its kind, told behind each: "page", "user"
    virtual QString key() const = 0; // the same in any language
    // What can be done now, each time the palette is opened, and after changed(); what cannot is
    // not offered. At once: what has to be asked for comes later, by changed().
    virtual std::vector<PaletteEntry> entries() = 0;
    // Besides, what can be done with just what is typed ("Send to user “42”"), behind all others.
    virtual std::vector<PaletteEntry> entriesFor(const QString& typed)
    {
        Q_UNUSED(typed)
        return {};
    }
    // Done once the palette is gone. One that is no longer there does nothing.
    virtual void run(const QString& id) = 0;
    // Before anything is typed its entries are not listed: there are many.
    virtual bool isLarge() const { return false; }

Q_SIGNALS:
    void changed(); // entries() would be others
};

} // namespace fanlight
