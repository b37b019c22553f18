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
constexpr int DialogWidth = 440;

QString interestsText()
{
    QStringList shares;
    for (const DemoGraph::Interest& one : DemoGraph::interests())
        shares += QString::fromLatin1(one.type) + u' ' + format::percent(100 * one.share);
    return DemoDialog::tr("Interests too: %1").arg(shares.join(u", "_s));
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
    , m_generate(new QPushButton(tr("Generate")))
{
    setWindowTitle(tr("Generate a demo audience"));
    m_users->setRange(DemoGraphPlan::LeastUsers, DemoGraphPlan::MostUsers);
    m_authors->setRange(1, DemoGraphPlan::MostUsers);
    m_mean->setRange(0, DemoGraphPlan::MostUsers - 1);
    m_mean->setDecimals(0);
    m_skew->setRange(0, DemoGraphPlan::MostSkew);
    m_skew->setSingleStep(0.1);
    m_skew->setToolTip(
        tr("0: all authors have as many followers; 1 and more: a few have most of them."));
    m_seed->setRange(1, MostSeed);
    m_seed->setToolTip(tr("The same numbers give the same audience."));
    m_interests->setChecked(true);
    m_preview->setWordWrap(true);
    setLook(*m_preview, "hint");
    setLook(*m_generate, "primary");
    auto* hint = new QLabel(tr("Users are 1, 2, 3…, as test clients are; authors are the first of "
                               "them. It is added to what is there."));
    hint->setWordWrap(true);
    setLook(*hint, "hint");

    auto* fields = new QFormLayout;
    fields->setHorizontalSpacing(12);
    const auto add = [fields](const QString& name, QAbstractSpinBox* spin) {
        spin->setGroupSeparatorShown(true);
        spin->setAccessibleName(name);
        fields->addRow(name, spin);
    };
    add(tr("Users"), m_users);
    add(tr("Authors"), m_authors);
    add(tr("Followers of an author, on average"), m_mean);
    add(tr("Skew"), m_skew);
    add(tr("Seed"), m_seed);
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
    // What is wrapped needs more than a hint says.
    resize(DialogWidth, std::max(sizeHint().height(), layout()->totalHeightForWidth(DialogWidth)));
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
        text = tr("%1 follower(s) in all: author 1 has %2, the one in the middle %3, the last %4.",
            nullptr, format::plural(double(graph.totalFollowers())))
                   .arg(format::count(double(graph.totalFollowers())),
                       format::count(graph.followerCount(1)),
                       format::count(graph.followerCount((authors + 1) / 2)),
                       format::count(graph.followerCount(authors)));
        if (withInterests())
            text += u' '
                + tr("And about %1 interest(s).", nullptr,
                    format::plural(double(all - graph.totalFollowers())))
                      .arg(format::count(double(all - graph.totalFollowers())));
        if (m_most > 0 && all > m_most)
            problem = tr("%1 memberships are more than the %2 that a hub in memory keeps.")
                          .arg(format::count(double(all)), format::count(double(m_most)));
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
