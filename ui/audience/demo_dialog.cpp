// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "audience/demo_dialog.h"

#include "audience/demo_audience.h"
#include "format.h"
#include "theme/theme.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

constexpr int MostSeed = 1'000'000;

QString count(double n)
{
    return format::count(n);
}

QString interestsText()
{
    QStringList shares;
    for (const DemoGraph::Interest& one : DemoGraph::interests())
        shares += QString::fromLatin1(one.type) + u' ' + format::percent(100 * one.share);
    return u"Interests too: "_s + shares.join(u", "_s);
}

} // namespace

DemoDialog::DemoDialog(int users, quint64 most, QWidget* parent)
    : QDialog(parent)
    , m_most(most)
    , m_users(new QSpinBox)
    , m_authors(new QSpinBox)
    , m_mean(new QDoubleSpinBox)
    , m_skew(new QDoubleSpinBox)
    , m_seed(new QSpinBox)
    , m_interests(new QCheckBox(interestsText()))
    , m_preview(new QLabel)
    , m_generate(new QPushButton(u"Generate"_s))
{
    setWindowTitle(u"Generate a demo audience"_s);
    m_users->setRange(DemoGraphPlan::LeastUsers, DemoGraphPlan::MostUsers);
    m_authors->setRange(1, DemoGraphPlan::MostUsers);
    m_mean->setRange(0, DemoGraphPlan::MostUsers - 1);
    m_mean->setDecimals(0);
    m_skew->setRange(0, DemoGraphPlan::MostSkew);
    m_skew->setSingleStep(0.1);
    m_skew->setToolTip(
        u"0: all authors have as many followers; 1 and more: a few have most of them."_s);
    m_seed->setRange(1, MostSeed);
    m_seed->setToolTip(u"The same numbers give the same audience."_s);
    m_interests->setChecked(true);
    m_preview->setWordWrap(true);
    setLook(*m_preview, "hint");
    setLook(*m_generate, "primary");
    auto* hint = new QLabel(
        u"Users are 1, 2, 3…, as test clients are; authors are the first of them. It is added to what is there."_s);
    hint->setWordWrap(true);
    setLook(*hint, "hint");

    auto* fields = new QFormLayout;
    fields->setHorizontalSpacing(12);
    const auto add = [fields](const QString& name, QAbstractSpinBox* spin) {
        spin->setGroupSeparatorShown(true);
        spin->setAccessibleName(name);
        fields->addRow(name, spin);
    };
    add(u"Users"_s, m_users);
    add(u"Authors"_s, m_authors);
    add(u"Followers of an author, on average"_s, m_mean);
    add(u"Skew"_s, m_skew);
    add(u"Seed"_s, m_seed);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    buttons->addButton(m_generate, QDialogButtonBox::AcceptRole);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(10);
    column->addWidget(hint);
    column->addLayout(fields);
    column->addWidget(m_interests);
    column->addWidget(m_preview);
    column->addStretch();
    column->addWidget(buttons);
    resize(440, sizeHint().height());

    for (QSpinBox* spin : {m_users, m_authors, m_seed})
        connect(spin, &QSpinBox::valueChanged, this, &DemoDialog::preview);
    for (QDoubleSpinBox* spin : {m_mean, m_skew})
        connect(spin, &QDoubleSpinBox::valueChanged, this, &DemoDialog::preview);
    connect(m_interests, &QCheckBox::toggled, this, &DemoDialog::preview);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        accept();
        Q_EMIT chosen();
    });
    DemoGraphPlan plan;
    plan.users = std::clamp(users, DemoGraphPlan::LeastUsers, DemoGraphPlan::MostUsers);
    plan.authors = std::max(1, plan.users / 10);
    plan.meanFollowers = std::min(50.0, std::floor((plan.users - 1) / 2.0));
    setPlan(plan);
}

void DemoDialog::setPlan(const DemoGraphPlan& plan)
{
    m_users->setValue(plan.users);
    m_authors->setValue(plan.authors);
    m_mean->setValue(plan.meanFollowers);
    m_skew->setValue(plan.skew);
    m_seed->setValue(int(plan.seed));
    preview();
}

DemoGraphPlan DemoDialog::plan() const
{
    return {m_users->value(), m_authors->value(), m_mean->value(), m_skew->value(),
        quint64(m_seed->value())};
}

bool DemoDialog::withInterests() const
{
    return m_interests->isChecked();
}

void DemoDialog::preview()
{
    QString problem = QString::fromStdString(plan().problem());
    QString text;
    if (problem.isEmpty()) {
        const DemoGraph graph(plan());
        const int authors = graph.plan().authors;
        const quint64 all = demoMemberships(graph, withInterests());
        text
            = u"%1 followers in all: author 1 has %2, the one in the middle %3, the last %4."_s.arg(
                count(double(graph.totalFollowers())), count(graph.followerCount(1)),
                count(graph.followerCount((authors + 1) / 2)), count(graph.followerCount(authors)));
        if (withInterests())
            text += u" And about %1 interests."_s.arg(count(double(all - graph.totalFollowers())));
        if (m_most > 0 && all > m_most)
            problem = u"%1 memberships are more than the %2 that a hub in memory keeps."_s.arg(
                count(double(all)), count(double(m_most)));
    }
    setLook(*m_preview, problem.isEmpty() ? "hint" : "bad");
    m_preview->setText(problem.isEmpty() ? text : problem);
    m_generate->setEnabled(problem.isEmpty());
}

QString DemoDialog::previewText() const
{
    return m_preview->text();
}

} // namespace fanlight
