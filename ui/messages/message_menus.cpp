// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/message_menus.h"

#include "messages/colour_rules.h"
#include "messages/message_table.h"
#include "messages/payload_index.h"

#include <QAction>
#include <QHeaderView>
#include <QIcon>
#include <QMenu>
#include <QPainter>
#include <QPixmap>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

constexpr int DotSize = 12;
constexpr qsizetype MostMenuPaths = 60; // of a menu that still fits a screen

QIcon dot(const QColor& colour)
{
    QPixmap picture(DotSize, DotSize);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(1, 1, DotSize - 2, DotSize - 2);
    return QIcon(picture);
}

// A payload may name its fields as it likes; a menu reads "&" as a key.
QString plain(QString text)
{
    return text.replace(u'&', u"&&"_s);
}

} // namespace

void ColumnsMenu::fill(QMenu& menu) const
{
    menu.clear();
    QHeaderView* header = table.horizontalHeader();
    for (int column = 0; column < MessageModel::ColumnCount; ++column) {
        QAction* action = menu.addAction(
            MessageModel::columnTitle(MessageModel::Column(column), model.percent()), &table,
            [this_ = &table, column](bool on) {
                this_->horizontalHeader()->setSectionHidden(column, !on);
                Q_EMIT this_->columnsChanged();
            });
        action->setCheckable(true);
        action->setChecked(!header->isSectionHidden(column));
        action->setEnabled(
            header->isSectionHidden(column) || header->count() - header->hiddenSectionCount() > 1);
    }
    menu.addSection(tr("Fields of the payload"));
    QStringList paths = model.fields();
    for (const QString& path : index.paths()) {
        if (!paths.contains(path) && paths.size() < MostMenuPaths)
            paths << path;
    }
    std::sort(paths.begin(), paths.end());
    if (paths.isEmpty())
        menu.addAction(tr("No payload with fields was seen yet"))->setEnabled(false);
    const bool isFull = model.fields().size() >= MessageModel::MostFields;
    for (const QString& path : std::as_const(paths)) {
        const QString example = index.example(path);
        QAction* action = menu.addAction(
            example.isEmpty() ? plain(path) : QString(plain(path) + u'\t' + plain(example)), &table,
            [set = setField, path](bool on) { set(path, on); });
        action->setCheckable(true);
        action->setChecked(model.fields().contains(path));
        action->setEnabled(action->isChecked() || !isFull);
    }
    menu.addSeparator();
    QMenu* charts = menu.addMenu(tr("Chart over time"));
    const QString now = charted();
    for (const QString& path : std::as_const(paths)) {
        if (!index.isNumeric(path))
            continue;
        QAction* action = charts->addAction(
            plain(path), &table, [show = chart, path](bool on) { show(on ? path : QString()); });
        action->setCheckable(true);
        action->setChecked(path == now);
    }
    if (charts->isEmpty())
        charts->addAction(tr("No field was a number yet"))->setEnabled(false);
}

void ColoursMenu::fill(QMenu& menu) const
{
    menu.clear();
    const QString text = filter().simplified();
    QMenu* add = menu.addMenu(
        text.isEmpty() ? tr("Colour what a filter shows") : tr("Colour “%1”").arg(plain(text)));
    if (text.isEmpty())
        add->addAction(tr("Write a filter first, like type:order total>100"))->setEnabled(false);
    for (int i = 0; i < ColourRules::ColourCount && !text.isEmpty(); ++i) {
        const auto colour = ColourRules::Colour(i);
        add->addAction(dot(ColourRules::strong(theme, colour)), ColourRules::colourName(colour),
            &rules, [rulesOfIt = &rules, tell = refused, text, colour] {
                if (const QString problem = rulesOfIt->set(text, colour); !problem.isEmpty())
                    tell(problem);
            });
    }
    menu.addSection(tr("Rules; the first that fits counts"));
    if (rules.rules().empty())
        menu.addAction(tr("There are none yet"))->setEnabled(false);
    for (std::size_t i = 0; i < rules.rules().size(); ++i) {
        const ColourRules::Rule& rule = rules.rules()[i];
        QMenu* one = menu.addMenu(dot(ColourRules::strong(theme, rule.colour)), plain(rule.text));
        QAction* on = one->addAction(tr("On"), &rules,
            [rulesOfIt = &rules, i](bool checked) { rulesOfIt->setOn(i, checked); });
        on->setCheckable(true);
        on->setChecked(rule.isOn);
        one->addAction(tr("Show these only"), &rules,
            [show = showFilter, ofRule = rule.text] { show(ofRule); });
        one->addAction(tr("Up"), &rules, [rulesOfIt = &rules, i] { rulesOfIt->moveUp(i); })
            ->setEnabled(i > 0);
        one->addAction(tr("Remove"), &rules, [rulesOfIt = &rules, i] { rulesOfIt->remove(i); });
    }
    menu.addSeparator();
    QAction* types = menu.addAction(tr("A colour for each type"), &rules,
        [rulesOfIt = &rules](bool on) { rulesOfIt->setColoursTypes(on); });
    types->setCheckable(true);
    types->setChecked(rules.coloursTypes());
}

} // namespace fanlight
