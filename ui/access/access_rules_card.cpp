// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/access_rules_card.h"

#include "format.h"
#include "theme/theme.h"
#include "widgets/label.h"
#include "widgets/value_label.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace fanlight {

namespace {

constexpr std::array RuleStretches{2, 6, 4}; // of who, proof and may

QFrame* makeRule()
{
    auto* rule = new QFrame;
    setLook(*rule, "rule");
    rule->setFixedHeight(1);
    return rule;
}

// Names of tokens, issuers: what others chose, of any length.
QLabel* makeRuleCell(const QString& text, const QString& column)
{
    auto* cell = new ValueLabel;
    cell->setText(text);
    cell->setAccessibleDescription(column);
    return cell;
}

} // namespace

AccessRulesCard::AccessRulesCard(const Theme& theme, QWidget* parent)
    : Card(tr("Who can do what, as this hub runs"), parent)
    , m_pill(new Pill(theme))
    , m_settings(new QPushButton(tr("&Settings…")))
    , m_advice(makeWrappedLabel("dim"))
    , m_table(new QWidget)
    , m_grid(new QGridLayout(m_table))
{
    setLook(*m_settings, "small");
    m_settings->setAccessibleName(tr("Settings of access"));
    titleLine()->addWidget(m_pill);
    titleLine()->addWidget(m_settings);
    m_grid->setContentsMargins({});
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(6);
    for (int column = 0; column < int(RuleStretches.size()); ++column)
        m_grid->setColumnStretch(column, RuleStretches.at(std::size_t(column)));
    body()->addWidget(m_advice);
    body()->addWidget(m_table);
    connect(m_settings, &QPushButton::clicked, this, &AccessRulesCard::settingsRequested);
    show({});
}

void AccessRulesCard::show(const AccessSnapshot& access)
{
    const access_text::Openness openness = access_text::opennessOf(access);
    if (openness.text != m_pill->text() || openness.tone != m_pill->tone())
        m_pill->set(openness.tone, openness.text);
    showLine(*m_advice, openness.advice);
    std::vector<access_text::Rule> rules = access_text::rulesOf(access);
    if (rules == m_rules)
        return; // else a selection in it would go each second
    m_rules = std::move(rules);
    layRules();
}

void AccessRulesCard::layRules()
{
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_table->setVisible(!m_rules.empty());
    if (m_rules.empty())
        return;
    const std::array titles{tr("Who"), tr("How they prove it"), tr("May")};
    for (int column = 0; column < int(titles.size()); ++column)
        m_grid->addWidget(makeLabel(titles.at(std::size_t(column)), "dim"), 0, column);
    int row = 1;
    for (const access_text::Rule& rule : m_rules) {
        m_grid->addWidget(makeRule(), row++, 0, 1, int(titles.size()));
        m_grid->addWidget(makeRuleCell(rule.who, titles[0]), row, 0, Qt::AlignTop);
        m_grid->addWidget(
            makeRuleCell(format::orDash(rule.proof), titles[1]), row, 1, Qt::AlignTop);
        m_grid->addWidget(makeRuleCell(rule.may, titles[2]), row++, 2, Qt::AlignTop);
    }
}

QString AccessRulesCard::adviceText() const
{
    return m_advice->isHidden() ? QString() : m_advice->text();
}

QStringList AccessRulesCard::lines() const
{
    QStringList lines;
    for (const access_text::Rule& rule : m_rules)
        lines << rule.who + QStringLiteral(" | ") + format::orDash(rule.proof)
                + QStringLiteral(" | ") + rule.may;
    return lines;
}

} // namespace fanlight
