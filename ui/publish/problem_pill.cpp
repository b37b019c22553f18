// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/problem_pill.h"

#include <QKeyEvent>
#include <QMouseEvent>

namespace fanlight {

ProblemPill::ProblemPill(const Theme& theme, QWidget* parent)
    : Pill(theme, parent)
{
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed); // a long text is cut, not the page
}

void ProblemPill::show(Tone tone, const QString& text)
{
    set(tone, text);
    setToolTip(text);
    const bool leads = tone == Tone::Bad;
    setCursor(leads ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setFocusPolicy(leads ? Qt::StrongFocus : Qt::NoFocus);
}

void ProblemPill::mouseReleaseEvent(QMouseEvent* event)
{
    if (tone() == Tone::Bad && rect().contains(event->position().toPoint()))
        Q_EMIT pressed();
}

void ProblemPill::keyPressEvent(QKeyEvent* event)
{
    const bool presses = event->key() == Qt::Key_Space || event->key() == Qt::Key_Return
        || event->key() == Qt::Key_Enter;
    if (tone() == Tone::Bad && presses)
        Q_EMIT pressed();
    else
        Pill::keyPressEvent(event);
}

} // namespace fanlight
