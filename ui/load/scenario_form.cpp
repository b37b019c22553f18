// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/scenario_form.h"

#include "format.h"
#include "load/arrival_curve.h"
#include "metrics/units.h"
#include "widgets/filter_line.h"
#include "widgets/key_notes.h"
#include "widgets/label.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int LabelWidth = 118;
constexpr int RateWidth = 84;
constexpr int OneWidth = 70;
constexpr int FormWideFrom = 380; // width
constexpr int FormGap = 12;
constexpr int LeastForm = 280;

struct Choice {
    PublishTo to;
    const char* text;
};
constexpr std::array Choices{
    Choice{PublishTo::Random, QT_TRANSLATE_NOOP("fanlight::ScenarioForm", "random users")},
    Choice{PublishTo::Each, QT_TRANSLATE_NOOP("fanlight::ScenarioForm", "each user in turn")},
    Choice{PublishTo::Skewed, QT_TRANSLATE_NOOP("fanlight::ScenarioForm", "users, skewed")},
    Choice{PublishTo::One, QT_TRANSLATE_NOOP("fanlight::ScenarioForm", "one user")},
    Choice{PublishTo::All, QT_TRANSLATE_NOOP("fanlight::ScenarioForm", "everyone")},
};

int choiceOf(PublishTo to)
{
    const auto found = std::find_if(
        Choices.begin(), Choices.end(), [to](const Choice& one) { return one.to == to; });
    return int(found - Choices.begin());
}

void markInvalid(QWidget& edit, const QString& error)
{
    if (edit.property("invalid").toBool() != !error.isEmpty()) {
        edit.setProperty("invalid", !error.isEmpty());
        edit.style()->unpolish(&edit);
        edit.style()->polish(&edit);
    }
    edit.setAccessibleDescription(error);
}

} // namespace

QString ScenarioForm::thisHubText()
{
    return tr("this hub");
}

LoadScenario ScenarioForm::firstScenario()
{
    LoadScenario scenario = simpleScenario({}, {}, 900, 10s, 30s);
    LoadPhase warmUp;
    warmUp.name = tr("warm up");
    warmUp.duration = 5s;
    warmUp.arrivalRate = 0;
    warmUp.rampTo = 40;
    scenario.phases.insert(scenario.phases.begin(), warmUp);
    scenario.phases[1].name = tr("ramp");
    scenario.phases[2].name = tr("hold");
    scenario.phases[1].arrivalCount = -1;
    scenario.phases[1].arrivalRate = 90;
    scenario.publishing.rate = 100;
    return scenario;
}

ScenarioForm::ScenarioForm(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_usual(new QFormLayout)
    , m_behaviour(new QFormLayout)
    , m_target(new QComboBox)
    , m_phases(new PhaseEditor(theme, m_errorLines))
    , m_curve(new ArrivalCurve(theme))
    , m_publishTo(new QComboBox)
    , m_one(new QLineEdit)
    , m_more(new QPushButton(tr("More")))
    , m_rare(new QWidget)
    , m_fields(new QWidget)
    , m_problem(makeLabel("bad"))
{
    for (const ScenarioField& field : scenarioFields())
        m_edits.push_back(makeEdit(field));
    auto* rare = new QFormLayout(m_rare);
    for (QFormLayout* form : {m_usual, m_behaviour, rare}) {
        form->setContentsMargins({});
        form->setHorizontalSpacing(FormGap);
        form->setVerticalSpacing(8);
        form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    }
    // Their placeholders need the whole width.
    rare->setRowWrapPolicy(QFormLayout::WrapAllRows);
    rare->setVerticalSpacing(4);
    auto* targetLabel = makeLabel(tr("Target"), "dim");
    targetLabel->setFixedWidth(std::max(LabelWidth, targetLabel->sizeHint().width()));
    targetLabel->setBuddy(m_target);
    m_usual->addRow(targetLabel, m_errorLines.under(makeTarget(), {m_target}));
    addRow(*m_usual, ScenarioField::Path);
    m_publishPlace = makePublish();
    addRow(*m_behaviour, ScenarioField::Rate, m_publishPlace);
    addRow(*m_behaviour, ScenarioField::Slow);
    addRow(*m_behaviour, ScenarioField::Drop);
    for (const ScenarioField& field : scenarioFields()) {
        if (field.isRare)
            addRow(*rare, field.id,
                field.id == ScenarioField::ClientsFile ? makeClientsFile() : nullptr);
    }
    setLook(*m_more, "link");
    m_more->setCheckable(true);
    m_more->setToolTip(
        tr("Hold, think, users, headers, the clients’ file, where to publish, what to expect"));
    connect(m_more, &QPushButton::toggled, this, [this](bool on) {
        m_rare->setVisible(on);
        m_more->setText(on ? tr("Less") : tr("More"));
    });
    m_rare->hide();
    connect(m_phases, &PhaseEditor::edited, this, &ScenarioForm::readAll);
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->hide();

    auto* column = new QVBoxLayout(m_fields);
    column->setContentsMargins({});
    column->setSpacing(10);
    column->addLayout(m_usual);
    auto* phases = new QVBoxLayout;
    phases->setSpacing(4);
    phases->addWidget(m_phases);
    phases->addWidget(m_curve);
    column->addLayout(phases);
    column->addLayout(m_behaviour);
    column->addWidget(m_rare);
    column->addWidget(m_more, 0, Qt::AlignLeft);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins({});
    all->setSizeConstraint(QLayout::SetNoConstraint); // rows wrap where there is less room
    all->setSpacing(6);
    all->addWidget(m_fields);
    all->addWidget(m_problem);
    all->addStretch(1); // the rows stay together where there is more height
    setScenario(firstScenario(), true);
}

QLineEdit* ScenarioForm::makeEdit(const ScenarioField& field)
{
    auto* edit = new QLineEdit;
    edit->setAccessibleName(field.label);
    edit->setPlaceholderText(field.placeholder);
    edit->setToolTip(!field.tip.isEmpty() ? field.tip
            : field.accepts.isEmpty()     ? field.placeholder
                                          : field.accepts);
    if (field.isCode) {
        edit->setFont(m_theme.monospace());
        connect(
            &m_theme, &Theme::changed, edit, [this, edit] { edit->setFont(m_theme.monospace()); });
    }
    connect(edit, &QLineEdit::textChanged, this, &ScenarioForm::readAll);
    connect(edit, &QLineEdit::editingFinished, this, [this, id = field.id] { tidy(id); });
    return edit;
}

// What was typed in brief stands there as it was understood: "5" becomes "5 %".
void ScenarioForm::tidy(ScenarioField::Id id)
{
    const bool isShare = id == ScenarioField::Slow || id == ScenarioField::Drop;
    if (!isShare || edit(id)->property("invalid").toBool())
        return;
    const QString understood = scenarioFields()[std::size_t(id)].text(m_scenario);
    if (edit(id)->text() != understood)
        edit(id)->setText(understood);
}

void ScenarioForm::addRow(QFormLayout& form, ScenarioField::Id id, QWidget* field)
{
    auto* label
        = makeLabel(QString(scenarioFields()[std::size_t(id)].label).replace(u'&', u"&&"_s), "dim");
    label->setFixedWidth(std::max(LabelWidth, label->sizeHint().width()));
    if (&form == m_behaviour)
        m_widestLabel = std::max(m_widestLabel, label->minimumWidth());
    label->setBuddy(edit(id));
    std::vector<QWidget*> fields{edit(id)};
    if (id == ScenarioField::Rate) // they share a row
        fields = {edit(id), edit(ScenarioField::Size), m_one};
    form.addRow(label, m_errorLines.under(field ? field : edit(id), std::move(fields)));
}

QWidget* ScenarioForm::makeTarget()
{
    m_target->setEditable(true);
    m_target->setInsertPolicy(QComboBox::NoInsert);
    m_target->addItem(thisHubText());
    m_target->setAccessibleName(tr("Target"));
    m_target->lineEdit()->setAccessibleName(tr("Target"));
    m_target->setToolTip(
        tr("this hub, or the address of any hub that speaks SSE: http://host:port, https://host"));
    m_target->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    connect(m_target, &QComboBox::currentTextChanged, this, &ScenarioForm::readAll);
    return m_target;
}

QWidget* ScenarioForm::makePublish()
{
    for (const Choice& choice : Choices)
        m_publishTo->addItem(tr(choice.text));
    m_publishTo->setAccessibleName(tr("Publish to"));
    m_publishTo->setToolTip(tr("Skewed: the n-th user as often as 1/n"));
    m_publishTo->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_one->setAccessibleName(tr("The one user"));
    m_one->setFixedWidth(OneWidth);
    edit(ScenarioField::Rate)->setFixedWidth(RateWidth);
    connect(m_publishTo, &QComboBox::currentIndexChanged, this, &ScenarioForm::readAll);
    connect(m_one, &QLineEdit::textChanged, this, &ScenarioForm::readAll);
    auto* amount = new QHBoxLayout;
    amount->setSpacing(6);
    amount->addWidget(edit(ScenarioField::Rate));
    amount->addWidget(makeLabel(tr("msg/s,"), "dim"));
    amount->addWidget(edit(ScenarioField::Size), 1);
    amount->addWidget(makeLabel(tr("B"), "dim"));
    auto* to = new QHBoxLayout;
    to->setSpacing(6);
    to->addWidget(makeLabel(tr("to"), "dim"));
    to->addWidget(m_publishTo, 1);
    to->addWidget(m_one);
    auto* place = new QWidget;
    auto* lines = new QVBoxLayout(place);
    lines->setContentsMargins({});
    lines->setSpacing(6);
    lines->addLayout(amount);
    lines->addLayout(to);
    return place;
}

QWidget* ScenarioForm::makeClientsFile()
{
    auto* browse = new QPushButton(tr("Choose…"));
    browse->setAccessibleName(tr("Choose the clients’ file"));
    connect(browse, &QPushButton::clicked, this, [this] {
        auto* dialog = new QFileDialog(
            this, tr("Clients’ file"), {}, tr("CSV table (*.csv);;All files (*)"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::ExistingFile);
        connect(dialog, &QFileDialog::fileSelected, edit(ScenarioField::ClientsFile),
            &QLineEdit::setText);
        dialog->open();
    });
    auto* place = new QWidget;
    auto* line = new QHBoxLayout(place);
    line->setContentsMargins({});
    line->setSpacing(6);
    line->addWidget(edit(ScenarioField::ClientsFile), 1);
    line->addWidget(browse);
    return place;
}

// In a narrow form addresses need the whole width.
void ScenarioForm::fitWidth()
{
    const bool narrow = width() < FormWideFrom;
    m_phases->setNarrow(narrow);
    const auto wrap = [](QFormLayout& form, bool on) {
        form.setRowWrapPolicy(on ? QFormLayout::WrapAllRows : QFormLayout::DontWrapRows);
    };
    wrap(*m_usual, narrow);
    wrap(*m_behaviour,
        m_widestLabel + FormGap + m_publishPlace->minimumSizeHint().width() > width());
}

// Rows wrap where there is less room than they would like.
QSize ScenarioForm::minimumSizeHint() const
{
    const QSize least = QWidget::minimumSizeHint();
    return {std::min(least.width(), LeastForm), least.height()};
}

void ScenarioForm::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitWidth();
}

// ---- in and out

void ScenarioForm::setScenario(const LoadScenario& scenario, bool thisHub)
{
    m_filling = true;
    m_base = scenario;
    if (m_base.flows.empty())
        m_base.flows = simpleScenario({}, {}, 0, 0s, 0s).flows;
    if (!thisHub && m_target->findText(scenario.target) < 0)
        m_target->addItem(scenario.target);
    m_target->setCurrentText(thisHub ? thisHubText() : scenario.target);
    m_phases->model().setPhases(scenario.phases);
    for (const ScenarioField& field : scenarioFields()) {
        edit(field.id)->setText(field.text(m_base));
        edit(field.id)->setCursorPosition(0);
    }
    m_publishTo->setCurrentIndex(choiceOf(scenario.publishing.to));
    m_one->setText(QString::number(scenario.publishing.one));
    const bool isStream = onlyStream(m_base) != nullptr;
    edit(ScenarioField::Path)->setReadOnly(!isStream);
    edit(ScenarioField::Hold)->setEnabled(isStream);
    m_more->setChecked(hasRareValues());
    m_filling = false;
    readAll();
}

bool ScenarioForm::hasRareValues() const
{
    LoadScenario plain;
    plain.flows = simpleScenario({}, {}, 0, 0s, 0s).flows;
    return std::any_of(
        scenarioFields().begin(), scenarioFields().end(), [&](const ScenarioField& field) {
            return field.isRare && field.text(m_base) != field.text(plain);
        });
}

bool ScenarioForm::isThisHub() const
{
    return m_target->currentText().trimmed() == thisHubText();
}

void ScenarioForm::setHubUrl(const QString& url)
{
    if (url == m_hubUrl)
        return;
    m_hubUrl = url;
    readAll();
}

QString ScenarioForm::readTarget()
{
    m_scenario.target = isThisHub() ? m_hubUrl : m_target->currentText().trimmed();
    return isThisHub() && m_hubUrl.isEmpty()
        ? tr("target: this hub is not listening; start it, or write http://host:port of another")
        : QString();
}

QString ScenarioForm::readField(const ScenarioField& field)
{
    const QString text = edit(field.id)->text().trimmed();
    QString why;
    QString error;
    if (!field.read(text, m_scenario, why))
        error = why.isEmpty()
            ? tr("%1: “%2” is not %3").arg(field.label.toLower(), text, field.accepts)
            : why;
    markInvalid(*edit(field.id), error);
    return error;
}

void ScenarioForm::readAll()
{
    if (m_filling)
        return;
    m_scenario = m_base;
    m_scenario.phases = m_phases->model().phases();
    m_scenario.publishing.to = Choices[std::size_t(std::max(0, m_publishTo->currentIndex()))].to;
    const bool toOne = m_scenario.publishing.to == PublishTo::One;
    m_one->setVisible(toOne);
    const std::optional<qint64> one = parseWholeNumber(m_one->text().trimmed());
    QStringList errors{m_phases->model().error()};
    if (toOne && !one)
        errors << tr("publish to: “%1” is not the number of a user").arg(m_one->text());
    m_scenario.publishing.one = one.value_or(1);
    markInvalid(*m_one, toOne && !one ? errors.constLast() : QString());
    for (const ScenarioField& field : scenarioFields())
        errors << readField(field);
    errors.removeAll(QString());
    m_readable = errors.isEmpty();
    m_error = errors.value(0); // its edit is marked already
    const QString targetError = readTarget();
    markInvalid(*m_target, m_readable ? targetError : QString());
    if (m_readable)
        m_error = targetError.isEmpty() ? checkScenario() : targetError;
    m_errorLines.refresh();
    const bool isElsewhere = !m_error.isEmpty() && !m_errorLines.says(m_error);
    m_problem->setText(isElsewhere ? m_error : QString());
    m_problem->setVisible(isElsewhere);
    m_curve->setScenario(m_scenario);
    Q_EMIT edited();
}

// What the scenario says of itself, whose words do not change with the language.
QString ScenarioForm::checkScenario()
{
    QString error = m_scenario.check();
    QWidget* wrong
        = error.startsWith(u"target"_s) ? static_cast<QWidget*>(m_target) : editOf(error);
    if (wrong)
        markInvalid(*wrong, error);
    return error;
}

QLineEdit* ScenarioForm::editOf(const QString& check) const
{
    for (const ScenarioField& field : scenarioFields()) {
        for (const QString& beginning : field.checks) {
            if (check.startsWith(beginning))
                return edit(field.id);
        }
    }
    return nullptr;
}

void ScenarioForm::setRunning(bool running)
{
    m_fields->setEnabled(!running);
    if (running)
        return;
    m_phases->model().setRunning(-1);
    m_curve->setElapsed({});
}

void ScenarioForm::setElapsed(int phase, std::chrono::milliseconds elapsed)
{
    m_phases->model().setRunning(phase);
    m_curve->setElapsed(elapsed);
}

} // namespace fanlight
