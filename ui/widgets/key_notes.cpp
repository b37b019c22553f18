// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/key_notes.h"

#include <QAbstractButton>
#include <QShortcut>
#include <QVariant>

#include <algorithm>

namespace fanlight {

namespace {

constexpr const char* Property = "fanlight-keys"; // keys and words in turns

// Several keys that do the same are one line.
void add(std::vector<KeyNote>& notes, const QString& keys, const QString& what)
{
    if (keys.isEmpty() || what.isEmpty())
        return;
    const auto same = std::find_if(
        notes.begin(), notes.end(), [&what](const KeyNote& note) { return note.what == what; });
    if (same == notes.end())
        notes.push_back({keys, what});
    else if (same->keys != keys && !same->keys.split(QStringLiteral(", ")).contains(keys))
        same->keys += QStringLiteral(", ") + keys;
}

void addNoted(std::vector<KeyNote>& notes, const QWidget& widget)
{
    const QStringList noted = widget.property(Property).toStringList();
    for (qsizetype i = 0; i + 1 < noted.size(); i += 2)
        add(notes, noted[i], noted[i + 1]);
}

} // namespace

void explainKey(QShortcut& shortcut, const QString& what)
{
    shortcut.setWhatsThis(what);
}

void noteKeys(QWidget& widget, const QString& keys, const QString& what)
{
    widget.setProperty(Property, widget.property(Property).toStringList() << keys << what);
}

std::vector<KeyNote> keyNotes(const QWidget& page)
{
    std::vector<KeyNote> notes;
    for (const QShortcut* shortcut : page.findChildren<QShortcut*>()) {
        const auto* on = qobject_cast<const QWidget*>(shortcut->parent());
        if (on && on->isVisibleTo(page.window()))
            add(notes, shortcut->key().toString(QKeySequence::NativeText), shortcut->whatsThis());
    }
    addNoted(notes, page);
    for (const QWidget* widget : page.findChildren<QWidget*>()) {
        if (widget->isVisibleTo(&page))
            addNoted(notes, *widget);
    }
    for (const QAbstractButton* button : page.findChildren<QAbstractButton*>()) {
        if (!button->isVisibleTo(&page) || button->shortcut().isEmpty())
            continue;
        add(notes, button->shortcut().toString(QKeySequence::NativeText),
            QString(button->text()).remove(QLatin1Char('&')));
    }
    return notes;
}

} // namespace fanlight
