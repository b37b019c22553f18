// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/planner_card.h"

#include "format.h"
#include "limits/plan_text.h"
#include "metrics/whole_file.h"
#include "save_path.h"
#include "ui_state.h"
#include "widgets/filter_line.h"

#include <QClipboard>
#include <QFileInfo>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <array>
#include <cmath>

namespace fanlight {
namespace {

constexpr int PlannerEditWidth = 110;
constexpr int ErrorWidth = 270;
constexpr int CellWidth = 108;
constexpr int SidesGap = 40;
constexpr int StackedGap = 12;
const std::array<QString, PlannerCard::QuestionCount> Keys{QStringLiteral("limits/users"),
    QStringLiteral("limits/devices"), QStringLiteral("limits/instances"),
    QStringLiteral("limits/messages"), QStringLiteral("limits/fan-out")};

// "10,000", "10000", "1e6".
std::optional<double> parseNumber(QString text)
{
    text.remove(QLatin1Char(',')).remove(QLatin1Char(' '));
    bool ok = false;
    const double number = text.toDouble(&ok);
    return ok && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

} // namespace

PlannerCard::PlannerCard(const Theme& theme, UiState& state, QWidget* parent)
    : Card(tr("Capacity planner"), parent)
    , m_state(state)
    , m_sides(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_redis(new QLabel)
    , m_verdict(new QLabel)
    , m_missing(new QLabel)
    , m_copy(new QPushButton(tr("Copy &plan")))
    , m_save(new QPushButton(tr("Save pla&n…")))
{
    setLook(*m_verdict, "title");
    setLook(*m_redis, "hint");
    setLook(*m_missing, "hint");
    for (QLabel* label : {m_verdict, m_redis, m_missing}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_questions = makeQuestions();
    m_answers = makeAnswers(theme);
    m_sides->addLayout(m_questions);
    m_sides->addLayout(m_answers, 1);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_save);
    body()->addLayout(m_sides);
    for (QLabel* label : {m_verdict, m_redis, m_missing})
        body()->addWidget(label);
    body()->addLayout(buttons);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(text());
        Q_EMIT lastAction(tr("copied the capacity plan"));
    });
    connect(m_save, &QPushButton::clicked, this, &PlannerCard::save);
    take();
}

// Where what is asked and what comes of it have no room beside each other, one is above the other.
void PlannerCard::arrange()
{
    const int room = contentsRect().width() - layout()->contentsMargins().left()
        - layout()->contentsMargins().right();
    const bool fits
        = m_questions->sizeHint().width() + SidesGap + m_answers->minimumSize().width() <= room;
    m_sides->setDirection(fits ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_sides->setSpacing(fits ? SidesGap : StackedGap);
}

void PlannerCard::resizeEvent(QResizeEvent* event)
{
    Card::resizeEvent(event);
    arrange();
}

// What it could do with, whichever way it stands now.
QSize PlannerCard::minimumSizeHint() const
{
    const QMargins margins = layout()->contentsMargins();
    const int widest
        = std::max(m_questions->minimumSize().width(), m_answers->minimumSize().width());
    return {widest + margins.left() + margins.right(), Card::minimumSizeHint().height()};
}

QLayout* PlannerCard::makeQuestions()
{
    struct Spec {
        QString name;
        QString hint;
        double* value;
        double least;
        double most;
        bool whole;
    };
    using Q = CapacityQuestion;
    const std::array<Spec, QuestionCount> specs{
        Spec{tr("Users online"), {}, &m_question.users, 1, Q::MostUsers, true},
        Spec{tr("Devices per user"), tr("streams, on average"), &m_question.devices, 1,
            Q::MostDevices, false},
        Spec{tr("Instances"), tr("more than one: behind Redis"), &m_question.instances, 1,
            Q::MostInstances, true},
        Spec{tr("Messages a second"), tr("published, over all instances"),
            &m_question.messagesPerSecond, 0, Q::MostMessages, false},
        Spec{tr("Users each message goes to"), tr("fan-out: those of them who are online"),
            &m_question.fanOut, 0, Q::MostUsers, false}};
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    for (std::size_t i = 0; i < specs.size(); ++i) {
        const Spec& spec = specs[i];
        auto* name = new QLabel(spec.name);
        setLook(*name, "dim");
        auto* edit
            = new QLineEdit(m_state.value(Keys[i], format::decimal(*spec.value, 2)).toString());
        edit->setFixedWidth(PlannerEditWidth);
        edit->setAlignment(Qt::AlignRight);
        edit->setAccessibleName(spec.name);
        edit->setToolTip(spec.hint);
        name->setBuddy(edit);
        name->setToolTip(spec.hint);
        auto* error = new QLabel;
        setLook(*error, "bad");
        error->setWordWrap(true);
        error->setMaximumWidth(ErrorWidth);
        error->hide();
        const int row = grid->rowCount();
        grid->addWidget(name, row, 0);
        grid->addWidget(edit, row, 1);
        grid->addWidget(error, row + 1, 0, 1, 2);
        m_fields.push_back({edit, error, spec.value, spec.least, spec.most, spec.whole});
        connect(edit, &QLineEdit::textChanged, this, &PlannerCard::take);
    }
    grid->setRowStretch(grid->rowCount(), 1);
    return grid;
}

QLayout* PlannerCard::makeAnswers(const Theme& theme)
{
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(6);
    for (const int column : {1, 2})
        grid->setColumnMinimumWidth(column, CellWidth);
    grid->setColumnStretch(3, 1);
    const auto add = [grid](const QString& text, const char* look, int row, int column) {
        auto* label = new QLabel(text);
        if (*look)
            setLook(*label, look);
        label->setTextInteractionFlags(
            column > 0 ? Qt::TextSelectableByMouse : Qt::NoTextInteraction);
        grid->addWidget(label, row, column, column > 0 ? Qt::AlignRight : Qt::AlignLeft);
        return label;
    };
    add(tr("An instance"), "hint", 0, 1);
    add(tr("All"), "hint", 0, 2);
    for (const PlanLine& line : planLines({})) {
        const int row = grid->rowCount();
        add(line.what, "dim", row, 0);
        const Row cells{add({}, "", row, 1), add({}, "", row, 2)};
        cells.perInstance->setAccessibleDescription(tr("%1 of an instance").arg(line.what));
        cells.all->setAccessibleDescription(tr("%1 of all").arg(line.what));
        m_rows.push_back(cells);
    }
    const auto setFonts = [this, &theme] {
        for (const Row& row : m_rows) {
            row.perInstance->setFont(theme.tabular());
            row.all->setFont(theme.tabular());
        }
    };
    connect(&theme, &Theme::changed, this, setFonts);
    setFonts();
    grid->setRowStretch(grid->rowCount(), 1);
    return grid;
}

void PlannerCard::setFigures(const CostFigures& costs, const InstanceBounds& bounds, bool redis)
{
    m_costs = costs;
    m_bounds = bounds;
    m_question.redis = redis;
    compute();
}

void PlannerCard::take()
{
    m_valid = true;
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        const Field& field = m_fields[i];
        const std::optional<double> number = parseNumber(field.edit->text());
        const bool ok = number && *number >= field.least && *number <= field.most
            && (!field.whole || *number == std::floor(*number));
        const QString what
            = field.whole ? tr("A whole number from %1 to %2") : tr("A number from %1 to %2");
        showFilterProblem(*field.edit, *field.error,
            ok ? QString() : what.arg(format::count(field.least), format::count(field.most)));
        m_valid = m_valid && ok;
        if (!ok)
            continue;
        *field.value = *number;
        m_state.setValue(Keys[i], field.edit->text());
    }
    compute();
}

void PlannerCard::compute()
{
    m_copy->setEnabled(m_valid);
    m_save->setEnabled(m_valid);
    m_plan = m_valid ? planCapacity(m_question, m_costs, m_bounds) : CapacityPlan();
    const std::vector<PlanLine> lines = planLines(m_plan);
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        m_rows[i].perInstance->setText(m_valid ? lines[i].perInstance : format::Dash);
        m_rows[i].all->setText(m_valid ? lines[i].all : format::Dash);
    }
    m_verdict->setText(m_valid ? planVerdict(m_question, m_plan) : QString());
    m_redis->setText(
        m_plan.usesRedis ? tr(
            "Redis executes %1 PUBLISH a second for all instances, each with its entry in history.")
                               .arg(format::rate(m_plan.redisPublishes))
                         : QString());
    m_redis->setVisible(m_plan.usesRedis);
    const QStringList missing = missingFigures(m_costs);
    m_missing->setText(missing.join(QLatin1Char('\n')));
    m_missing->setVisible(!missing.isEmpty());
}

QString PlannerCard::error(Question question) const
{
    return m_fields[std::size_t(question)].error->text();
}

QString PlannerCard::cell(int row, int column) const
{
    const Row& cells = m_rows.at(std::size_t(row));
    return (column == 0 ? cells.perInstance : cells.all)->text();
}

QString PlannerCard::verdict() const
{
    return m_verdict->text();
}

QString PlannerCard::missing() const
{
    return m_missing->text();
}

QString PlannerCard::text() const
{
    return planText(m_heading, m_question, m_costs, m_plan);
}

QString PlannerCard::saveTo(const QString& path) const
{
    return writeWholeFile(path, text().toUtf8());
}

void PlannerCard::save()
{
    const QString path = askSavePath(this, tr("Save capacity plan"), QStringLiteral("capacity"),
        QStringLiteral("txt"), tr("Text (*.txt)"));
    if (path.isEmpty())
        return;
    const QString error = saveTo(path);
    Q_EMIT lastAction(error.isEmpty()
            ? tr("capacity plan written to %1").arg(QFileInfo(path).fileName())
            : tr("plan not saved: %1").arg(error));
}

} // namespace fanlight
