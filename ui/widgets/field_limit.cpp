// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/field_limit.h"

#include "format.h"

#include <QApplication>
#include <QEvent>
#include <QLineEdit>
#include <QToolTip>

namespace fanlight {

namespace {
constexpr int MostOfQt = 32'767; // where nobody set one
} // namespace

FieldLimit::FieldLimit(QObject* parent)
    : QObject(parent)
{
    qApp->installEventFilter(this);
}

bool FieldLimit::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::Polish)
        return false;
    auto* edit = qobject_cast<QLineEdit*>(watched);
    if (!edit || edit->isReadOnly() || edit->maxLength() != MostOfQt
        || edit->text().size() > MostCharacters)
        return false;
    edit->setMaxLength(MostCharacters);
    connect(edit, &QLineEdit::inputRejected, this, [edit] {
        if (edit->text().size() == edit->maxLength())
            QToolTip::showText(edit->mapToGlobal(QPoint(0, edit->height())),
                tr("At most %1 characters stand here; the rest was left out.")
                    .arg(format::count(edit->maxLength())),
                edit);
    });
    return false;
}

} // namespace fanlight
