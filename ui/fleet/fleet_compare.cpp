// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/fleet_compare.h"

#include "fleet/fleet_trends.h"
#include "format.h"
#include "widgets/label.h"
#include "widgets/row_table.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QScreen>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace fanlight {

namespace {

constexpr QSize CompareSize{720, 620};
constexpr int CompareNameWidth = 170;
constexpr int CompareFigureWidth = 130;

const FleetRow* rowOfKey(const std::vector<FleetRow>& rows, const QString& key)
{
    const auto found = std::find_if(
        rows.begin(), rows.end(), [&](const FleetRow& row) { return row.key == key; });
    return found == rows.end() ? nullptr : &*found;
}

} // namespace

FleetCompareModel::FleetCompareModel(const Theme& theme, QObject* parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
    , m_facts(fleet_difference::facts())
{
}

void FleetCompareModel::show(const FleetRow& one, const FleetRow& other)
{
    m_one = one;
    m_other = other;
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, One, Other);
}

int FleetCompareModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_facts.size());
}

int FleetCompareModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString FleetCompareModel::text(int row, int column) const
{
    const FleetFact& fact = m_facts[std::size_t(row)];
    const double one = fact.value(m_one);
    const double other = fact.value(m_other);
    switch (column) {
    case Figure:
        return fact.name;
    case One:
        return fact.text(one);
    case Other:
        return fact.text(other);
    default:
        break;
    }
    if (!isKnown(one) || !isKnown(other))
        return format::Dash;
    if (one == other)
        return tr("the same");
    const QString size = fact.text(std::abs(one - other));
    return one > other ? tr("%1 more", "a figure").arg(size) : tr("%1 less", "a figure").arg(size);
}

QVariant FleetCompareModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const FleetFact& fact = m_facts[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), index.column());
    case Qt::TextAlignmentRole:
        return QVariant(
            Qt::AlignVCenter | (index.column() == Figure ? Qt::AlignLeft : Qt::AlignRight));
    case Qt::FontRole:
        return index.column() == Figure ? QVariant() : m_theme.tabular();
    case Qt::ForegroundRole: {
        const double difference = fact.value(m_one) - fact.value(m_other);
        if (index.column() != Difference || !isKnown(difference)
            || fact.better == FleetFact::Better::Neither || std::abs(difference) < fact.floor)
            return {};
        const bool isBetter = (difference < 0) == (fact.better == FleetFact::Better::Less);
        return m_theme.color(isBetter ? Theme::Role::Good : Theme::Role::Bad);
    }
    default:
        return {};
    }
}

QVariant FleetCompareModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::DisplayRole)
        return std::array{tr("Figure"), m_one.name, m_other.name, tr("Difference")}.at(
            std::size_t(section));
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (section == Figure ? Qt::AlignLeft : Qt::AlignRight));
    return {};
}

FleetCompare::FleetCompare(
    Rows rows, const QString& one, const QString& other, const Theme& theme, QWidget* parent)
    : QDialog(parent)
    , m_rows(std::move(rows))
    , m_one(one)
    , m_other(other)
    , m_model(theme)
    , m_name(makeLabel("title"))
    , m_choice(new QComboBox)
    , m_table(new RowTable)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Two hubs beside each other"));
    resize(CompareSize.boundedTo(screen()->availableSize() * 0.9));
    auto* names = new QHBoxLayout;
    names->addWidget(m_name);
    auto* with = makeLabel(tr("compared with"), "dim");
    with->setBuddy(m_choice);
    m_choice->setAccessibleName(tr("Compared with"));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToContentsOnFirstShow);
    names->addWidget(with);
    names->addWidget(m_choice);
    names->addStretch();
    auto* trends = new QHBoxLayout;
    trends->setSpacing(16);
    m_trends = {new FleetTrends(theme, tr("Streams")), new FleetTrends(theme, tr("Delivered/s")),
        new FleetTrends(theme, tr("ACK p99, ms"))};
    for (FleetTrends* one_trend : m_trends)
        trends->addWidget(one_trend);
    m_table->setModel(&m_model);
    m_table->setAccessibleName(tr("Figures of both hubs"));
    m_table->horizontalHeader()->setSortIndicatorShown(false);
    m_table->setColumnWidth(FleetCompareModel::Figure, CompareNameWidth);
    for (int column = FleetCompareModel::One; column < FleetCompareModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, CompareFigureWidth);
    m_table->horizontalHeader()->setStretchLastSection(true);
    connect(m_table, &QWidget::customContextMenuRequested, m_table, &RowTable::showRowMenu);
    auto* legend
        = makeLabel(tr("Solid: the first; dashed: the other; two minutes, from zero up."), "hint");
    auto* column = new QVBoxLayout(this);
    column->setSpacing(12);
    column->addLayout(names);
    column->addLayout(trends);
    column->addWidget(legend);
    column->addWidget(m_table, 1);
    fillChoice(m_rows());
    connect(m_choice, &QComboBox::currentIndexChanged, this, [this] {
        m_other = m_choice->currentData().toString();
        refresh();
    });
    refresh();
    m_choice->setFocus();
}

void FleetCompare::fillChoice(const std::vector<FleetRow>& rows)
{
    const QSignalBlocker quiet(m_choice);
    for (const FleetRow& row : rows) {
        if (row.key != m_one && isKnown(row.figures.streams))
            m_choice->addItem(row.name, row.key);
    }
    m_choice->setCurrentIndex(m_choice->findData(m_other));
}

void FleetCompare::refresh()
{
    const std::vector<FleetRow> rows = m_rows();
    const FleetRow* one = rowOfKey(rows, m_one);
    const FleetRow* other = rowOfKey(rows, m_other);
    if (!one || !other)
        return; // the last picture stays
    m_name->setText(one->name);
    m_model.show(*one, *other);
    const std::array<QString, 2> names{one->name, other->name};
    m_trends[0]->show({one->streams, other->streams}, names);
    m_trends[1]->show({one->delivered, other->delivered}, names);
    m_trends[2]->show({one->ack, other->ack}, names);
}

} // namespace fanlight
