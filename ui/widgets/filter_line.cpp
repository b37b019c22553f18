// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/filter_line.h"

#include "theme/theme.h"
#include "widgets/flow_layout.h"
#include "widgets/key_notes.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QStyle>
#include <QVBoxLayout>

namespace fanlight {

QBoxLayout* makeFilterLine(QLineEdit& filter, QPushButton* saved, QLabel& count, QLabel& problem,
    std::initializer_list<QPushButton*> buttons)
{
    filter.setClearButtonEnabled(true);
    filter.setMinimumWidth(150);
    filter.setMaximumWidth(380);
    setLook(count, "hint");
    setLook(problem, "bad");
    problem.setVisible(false);

    auto* line = new FlowLayout(10, 6);
    line->addWidget(&filter);
    line->setGrowing(&filter);
    if (saved)
        line->addWidget(saved);
    line->addWidget(&count);
    line->addStretch();
    for (QPushButton* button : buttons)
        line->addWidget(button);
    auto* lines = new QVBoxLayout;
    lines->setSpacing(4);
    lines->addLayout(line);
    lines->addWidget(&problem);
    return lines;
}

void addFindShortcut(QWidget& page, QLineEdit& filter)
{
    auto* find = new QShortcut(QKeySequence::Find, &page);
    explainKey(*find, QObject::tr("Go to the filter"));
    QObject::connect(find, &QShortcut::activated, &filter, [&filter] {
        filter.setFocus(Qt::ShortcutFocusReason);
        filter.selectAll();
    });
}

void addClearShortcut(QLineEdit& filter)
{
    auto* clear = new QShortcut(Qt::Key_Escape, &filter, nullptr, nullptr, Qt::WidgetShortcut);
    explainKey(*clear, QObject::tr("Empty the filter"));
    QObject::connect(clear, &QShortcut::activated, &filter, &QLineEdit::clear);
}

void showFilterProblem(QLineEdit& filter, QLabel& problem, const QString& error)
{
    problem.setText(error);
    problem.setVisible(!error.isEmpty());
    filter.setProperty("invalid", !error.isEmpty());
    filter.style()->unpolish(&filter);
    filter.style()->polish(&filter);
    filter.setAccessibleDescription(error);
}

} // namespace fanlight
