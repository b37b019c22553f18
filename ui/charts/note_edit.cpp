// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/note_edit.h"

#include <QFocusEvent>
#include <QKeyEvent>

#include <utility>

namespace fanlight {
namespace {
constexpr int Width = 260;
} // namespace

NoteEdit::NoteEdit(QWidget* parent)
    : QLineEdit(parent)
{
    setMaxLength(MostCharacters);
    setPlaceholderText(tr("Note; Enter keeps it"));
    setAccessibleName(tr("Note at the cross-hair"));
    connect(this, &QLineEdit::returnPressed, this, [this] { finish(text().trimmed()); });
}

QSize NoteEdit::sizeHint() const
{
    return {Width, QLineEdit::sizeHint().height()};
}

void NoteEdit::finish(const QString& text)
{
    if (!std::exchange(m_finished, true))
        Q_EMIT done(text);
}

// Escape is for the note here, whatever else it does on the page; and Enter is not for the chart.
bool NoteEdit::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Escape) {
            event->accept();
            if (event->type() == QEvent::KeyPress)
                finish({});
            return true;
        }
    }
    const bool taken = QLineEdit::event(event);
    if (event->type() == QEvent::KeyPress)
        event->accept();
    return taken || event->type() == QEvent::KeyPress;
}

void NoteEdit::focusOutEvent(QFocusEvent* event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        finish(text().trimmed());
}

} // namespace fanlight
