// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/error_lines.h"

#include "widgets/label.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace fanlight {
namespace {
constexpr int Gap = 3;
} // namespace

QWidget* ErrorLines::under(QWidget* row, std::vector<QWidget*> fields)
{
    QLabel* label = makeLabel("bad");
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->hide();
    m_lines.push_back({label, std::move(fields)});
    auto* place = new QWidget;
    auto* column = new QVBoxLayout(place);
    column->setContentsMargins({});
    column->setSpacing(Gap);
    column->addWidget(row);
    column->addWidget(label);
    return place;
}

void ErrorLines::refresh()
{
    for (const Line& line : m_lines) {
        QString text;
        for (const QWidget* field : line.fields) {
            if (text.isEmpty())
                text = field->accessibleDescription();
        }
        line.label->setText(text);
        line.label->setVisible(!text.isEmpty());
    }
}

bool ErrorLines::says(const QString& error) const
{
    return std::any_of(m_lines.begin(), m_lines.end(),
        [&error](const Line& line) { return line.label->text() == error; });
}

QString ErrorLines::at(const QWidget* field) const
{
    for (const Line& line : m_lines) {
        if (std::find(line.fields.begin(), line.fields.end(), field) != line.fields.end())
            return line.label->text();
    }
    return {};
}

} // namespace fanlight
