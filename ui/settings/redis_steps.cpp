// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/redis_steps.h"

#include <QGridLayout>
#include <QLabel>

#include <memory>

namespace fanlight {
namespace {

struct StepLook {
    QString mark;
    QString word; // for those who cannot see the mark
    Theme::Role color;
};

StepLook lookOf(RedisCheckStep::Outcome outcome)
{
    switch (outcome) {
    case RedisCheckStep::Outcome::Passed:
        return {QStringLiteral("✓"), RedisSteps::tr("passed"), Theme::Role::Good};
    case RedisCheckStep::Outcome::Failed:
        return {QStringLiteral("✗"), RedisSteps::tr("failed"), Theme::Role::Bad};
    case RedisCheckStep::Outcome::NotTried:
        break;
    }
    return {QStringLiteral("–"), RedisSteps::tr("not tried"), Theme::Role::Dim};
}

void setInk(QLabel& label, const QColor& color)
{
    QPalette palette = label.palette();
    palette.setColor(QPalette::WindowText, color);
    label.setPalette(palette);
}

} // namespace

RedisSteps::RedisSteps(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins({});
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(3);
    m_grid->setColumnStretch(2, 1);
    connect(&theme, &Theme::changed, this, [this] {
        for (const auto& [mark, color] : m_marks)
            setInk(*mark, m_theme.color(color));
    });
}

void RedisSteps::show(const std::vector<RedisCheckStep>& steps)
{
    for (const RedisCheckStep& step : steps) {
        const StepLook look = lookOf(step.outcome);
        auto* mark = new QLabel(look.mark);
        auto* name = new QLabel(step.name);
        auto* text = new QLabel(step.text);
        mark->setAccessibleName(look.word);
        setInk(*mark, m_theme.color(look.color));
        m_marks.push_back({mark, look.color});
        setLook(*name, step.outcome == RedisCheckStep::Outcome::NotTried ? "dim" : "");
        text->setTextFormat(Qt::PlainText);
        text->setWordWrap(true);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        if (step.outcome != RedisCheckStep::Outcome::Failed)
            setLook(*text, "dim");
        const int row = int(m_texts.size());
        m_grid->addWidget(mark, row, 0, Qt::AlignTop);
        m_grid->addWidget(name, row, 1, Qt::AlignTop);
        m_grid->addWidget(text, row, 2);
        m_texts << QStringList{look.mark + QLatin1Char(' ') + step.name, step.text}.join(
            QStringLiteral(": "));
    }
    setVisible(!m_texts.isEmpty());
}

void RedisSteps::clear()
{
    m_texts.clear();
    m_marks.clear();
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        const std::unique_ptr<QLayoutItem> gone(item);
        gone->widget()->hide();
        gone->widget()->deleteLater();
    }
    hide();
}

} // namespace fanlight
